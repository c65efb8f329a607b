"""What a paste from a web page or a template leaves behind."""

from __future__ import annotations

from articles.checks.lexicons.families import any_of

LEFTOVER = any_of(
    r"leave a (?:comment|reply)|your email address will not be published|"
    r"required fields are marked|read more(?: about)?(?=[.…:»>]|$)|continue reading|share (?:this|"
    r"on) (?:\w+)|related (?:posts?|articles?)(?=:|$)|log ?in to (?:reply|comment)|posted (?:by|"
    r"on|in)|all rights reserved|subscribe to (?:our|the|my) \w+|accept (?:all )?cookies|"
    r"back to top|skip to content|answer #\d+|articles from the forum|table of contents|"
    r"cookie policy|privacy policy|lorem ipsum|todo|tbd|tbc|fixme|xxx+|insert \w+ here|"
    r"\[\w+ here\]|as an ai|help!{2,}|what to do\?!|comments? (?:are|is) closed|previous post|"
    r"next post",
)
