"""What a paste from a web page or a template leaves behind."""

from __future__ import annotations

from articles.checks.lexicons.families import any_of

LEFTOVER = any_of(
    r"leave a (?:comment|reply)|your email address will not be published|"
    r"required fields are marked|read more(?: about)?(?=[.…:»>]|$)|continue reading|"
    r"share (?:this|on) (?:\w+)|related (?:posts?|articles?)(?=:|$)|log ?in to (?:reply|comment)|"
    r"posted (?:by|on|in)|all rights reserved|subscribe to (?:our|the|my) \w+|"
    r"accept (?:all )?cookies|back to top|skip to content|answer #\d+|articles from the forum|"
    r"table of contents|cookie policy|privacy policy|lorem ipsum|todo|tbd|tbc|fixme|xxx+|"
    r"insert \w+ here|\[\w+ here\]|as an ai|help!{2,}|what to do\?!|comments? (?:are|"
    r"is) closed|previous post|next post",
)
