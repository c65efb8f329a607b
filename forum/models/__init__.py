"""The forum: what members write (`contributions`: `questions`, `answers`, `comments`), show
(`photos`), tell of their family (`circumstances`) and follow (`following`), how it is decided upon
(`moderation`), what they are to one another (`people`), what they say of a death (`bereavement`),
who came through the public door (`requests`), how often nobody had to ask (`asking`), who is on
call (`duty`), whom somebody in need can call (`help_lines`), and worries about somebody's safety
(`safeguarding`)."""

from __future__ import annotations

from forum.models.answers import Answer
from forum.models.article_comments import ArticleComment
from forum.models.asking import Deflection
from forum.models.bereavement import Bereavement
from forum.models.circumstances import Circumstances
from forum.models.citing import ArticleCitation
from forum.models.comments import Comment
from forum.models.contributions import Contribution, State
from forum.models.drafts import Draft
from forum.models.duty import Alert, AlertMail, DutyLimit, Shift, ShiftNote, ShiftNoteRead
from forum.models.following import Follow
from forum.models.help_lines import HelpLine
from forum.models.measures import Measure
from forum.models.moderation import (
    AlreadyClaimed,
    AlreadyDecided,
    Appeal,
    Decision,
    DeskSettings,
    Flag,
    ItemChanged,
    ItemEvent,
    Reason,
    ReasonMessage,
    ReviewItem,
    Severity,
    Statement,
    TextChanged,
    Use,
)
from forum.models.notes import StaffNote
from forum.models.people import Mute, Profile
from forum.models.photos import Photo
from forum.models.questions import Question, QuestionTopic
from forum.models.requests import PrivacyRequest, RequestEvent
from forum.models.revisions import ContributionRevision
from forum.models.safeguarding import (
    CaseEvent,
    CasePoint,
    Guidance,
    Road,
    SafeguardingCase,
)
from forum.models.screening_rules import ScreeningKind, ScreeningRule, WatchedEntity
from forum.models.sweeps import Sweep, Swept
from forum.models.thanks import Thanks
from forum.models.trusting import TrustGrant

__all__ = [
    "Alert",
    "AlertMail",
    "AlreadyClaimed",
    "AlreadyDecided",
    "Answer",
    "Appeal",
    "ArticleCitation",
    "ArticleComment",
    "Bereavement",
    "CaseEvent",
    "CasePoint",
    "Circumstances",
    "Comment",
    "Contribution",
    "ContributionRevision",
    "Decision",
    "Deflection",
    "DeskSettings",
    "Draft",
    "DutyLimit",
    "Flag",
    "Follow",
    "Guidance",
    "HelpLine",
    "ItemChanged",
    "ItemEvent",
    "Measure",
    "Mute",
    "Photo",
    "PrivacyRequest",
    "Profile",
    "Question",
    "QuestionTopic",
    "Reason",
    "ReasonMessage",
    "RequestEvent",
    "ReviewItem",
    "Road",
    "SafeguardingCase",
    "ScreeningKind",
    "ScreeningRule",
    "Severity",
    "Shift",
    "ShiftNote",
    "ShiftNoteRead",
    "StaffNote",
    "State",
    "Statement",
    "Sweep",
    "Swept",
    "TextChanged",
    "Thanks",
    "TrustGrant",
    "Use",
    "WatchedEntity",
]
