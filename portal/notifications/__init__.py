"""Telling members something: a row in the inbox, and an e-mail at the pace that they chose.

telling    rows in one inbox or in many; what has been read or is gone
at_once    the mails that need not wait
digests    one mail a day or a week with what waited
visits     who has been away for long
sending    how a mail is made and sent
stopping   the link in each mail that stops mails
bounces    addresses that mail does not reach; `reports` reads what servers say of them
stopped    the way back for whoever owns such an address
"""

from __future__ import annotations

from portal.notifications.sending import again_later, send
from portal.notifications.telling import notify, pace_in_words, seen, tell, thread_of, untell

__all__ = ["again_later", "notify", "pace_in_words", "seen", "send", "tell", "thread_of", "untell"]
