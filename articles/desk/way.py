"""What the newest text of an article waits for, told where it can be mended: on its form."""

from __future__ import annotations

from typing import Any

from articles.checks import check_revision
from articles.models import Article, ReviewRequest


def ahead(article: Article) -> dict[str, Any]:
    """`newest` with how much stands against it, and the last `request` that it be reviewed.

    Empty where readers see the newest text already.
    """
    newest, live = article.latest, article.live
    if newest is None or (newest == live and article.state == Article.State.PUBLISHED):
        return {}
    findings = check_revision(newest)
    # Whether it is signed is said by where it stands, and every draft begins without.
    mend = [f for f in findings if f.blocks and not f.code.startswith(("SIGN-MISSING", "REV-"))]
    asked = ReviewRequest.objects.filter(
        revision__article=article, revision__number__gt=live.number if live else 0
    )
    last = asked.select_related("reviewer", "revision", "asked_by").order_by("-asked_at").first()
    return {
        "newest": newest,
        "unsigned": any(finding.code == "SIGN-MISSING" for finding in findings),
        "to_mend": len(mend),
        "to_look_at": len({finding.code for finding in findings if not finding.blocks}),
        "last_request": last if last and last.state in _SAID else None,
    }


#: A request that was signed or cancelled says nothing that the text's own standing does not.
_SAID = {ReviewRequest.State.OPEN, ReviewRequest.State.SENT_BACK, ReviewRequest.State.OVERTAKEN}
