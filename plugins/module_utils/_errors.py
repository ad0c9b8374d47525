# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every failure that the collection raises, and its words.

Source of the codes: the pages "Error Codes" of Auto Scaling, of API Gateway and of IAM. Codes decide, not statuses: a
missing group is a 400, a denied action may be a 400, and a 404 may be the gateway's.

Note: this module is PRIVATE to the collection. Its content can change at any time without a warning.
"""

from __future__ import annotations

import enum
import typing as t


class Kind(enum.Enum):
    """What happened to a request, as far as trying again is concerned."""

    NOT_SENT = "nothing was sent"
    THROTTLED = "the request was turned away for now"
    BUSY = "the group is busy with something else"
    UNCLEAR = "it may have been carried out"
    UNAUTHORIZED = "the login was not accepted"
    DENIED = "the login lacks a right"
    GONE = "what the request names does not exist, or not any more, or not yet"
    REJECTED = "the request was turned down for good"


_MAY_GO_AWAY = frozenset((Kind.NOT_SENT, Kind.THROTTLED, Kind.BUSY, Kind.UNCLEAR))


class Throttle(t.NamedTuple):
    """How long the service asks to wait: `retry_after` in seconds, or `limit` requests in `window` seconds."""

    retry_after: float | None = None
    limit: int = 0
    window: float = 0.0


class Cause(t.NamedTuple):
    """One row of the tables below."""

    kind: Kind
    words: str
    remedy: str


_NO_ANSWER = dict.fromkeys(("status_code", "error_code", "error_message", "request_id"))


class AutoScalingError(Exception):
    """Base of every failure that the collection raises on purpose; `facts` are fields that a playbook can test."""

    def __init__(self, message: str, remedy: str, **facts: t.Any) -> None:
        super().__init__(f"{message} {remedy}")
        self.facts: dict[str, t.Any] = {**_NO_ANSWER, "outcome": "rejected", "remedy": remedy, **facts}

    def as_failure(self) -> dict[str, t.Any]:
        """Return what fail_json() is given."""
        return {"msg": str(self), **self.facts}


class InputError(AutoScalingError):
    """The task asks for something that cannot be; the message begins with the option. Nothing was changed."""


class ServiceError(AutoScalingError):
    """A request got no answer, or not the one that its manual promises; `brief` says what happened to it."""

    def __init__(self, doing: str, brief: str, remedy: str, kind: Kind, wait: Throttle | None, **facts: t.Any) -> None:
        outcome = "unreachable" if kind in _MAY_GO_AWAY else "rejected"
        super().__init__(f"Cannot {doing}: {brief}", remedy, outcome=outcome, **facts)
        self.brief = brief
        self.kind = kind
        self.wait = wait


_CHECK_GROUP = "Check scaling_group_id, project_id and region: a group is visible in its own project and region only."
_CHECK_LOGIN = "Check the credentials, their project and the clock of the machine that runs the task."
_GRANT = "Grant {right} to the user or agency that logs in; it must be granted in the project of the group."
_LATER = "Run the task again later; if it stays, give the request id to the provider's support."
_OWN_FAULT = "This should not happen; please report it to the collection with the request id."
_SEE_SUSPENDED = (
    "See what is suspended with huaweicloud.autoscaling.as_hook_instance_info; a key is used up by its callback."
)
_SLOWER = "Lower the number of parallel tasks (forks, serial) or raise max_retries."
_WAIT_GROUP = "Wait until the group's scaling action is over and run the task again."

CODES: dict[str, Cause] = {
    # Auto Scaling, any call
    "AS.0001": Cause(Kind.UNCLEAR, "the service failed internally", _LATER),
    "AS.0002": Cause(Kind.REJECTED, "the request had no body", _OWN_FAULT),
    "AS.0003": Cause(Kind.BUSY, "the group is locked by another operation", _WAIT_GROUP),
    "AS.0005": Cause(Kind.UNAUTHORIZED, "the request carried no token", "Give token, or another way to log in."),
    "AS.0006": Cause(
        Kind.UNAUTHORIZED, "the token is wrong or has expired", "Get a new token, or log in with keys or a password."
    ),
    "AS.0007": Cause(Kind.GONE, "what the request names was not found", "Check the ids and names that the task gives."),
    "AS.0008": Cause(
        Kind.REJECTED,
        "the project is not the one that the login is for",
        "Give the project_id of the login, or log in to that project.",
    ),
    "AS.0011": Cause(Kind.DENIED, "no role of the login allows it", _GRANT),
    "AS.0022": Cause(Kind.REJECTED, "the body of the request was not understood", _OWN_FAULT),
    "AS.0031": Cause(Kind.DENIED, "no policy of the login allows it", _GRANT),
    "AS.0033": Cause(Kind.REJECTED, "the service does not know this version of its API", "Check the path of endpoint."),
    "AS.0049": Cause(Kind.UNCLEAR, "the service could not reach IAM", _LATER),
    # groups and instances
    "AS.2007": Cause(Kind.REJECTED, "the AS group does not exist", _CHECK_GROUP),
    "AS.2009": Cause(Kind.REJECTED, "the id of the AS group is missing", _CHECK_GROUP),
    "AS.2020": Cause(Kind.BUSY, "the group's status does not allow it now", _WAIT_GROUP),
    "AS.2033": Cause(Kind.BUSY, "the group's status does not allow it now", _WAIT_GROUP),
    "AS.4000": Cause(Kind.REJECTED, "the start number of the instance query is invalid", _OWN_FAULT),
    "AS.4001": Cause(Kind.REJECTED, "the limit of the instance query is invalid", _OWN_FAULT),
    "AS.4003": Cause(Kind.REJECTED, "the life cycle state of the instance query is invalid", _OWN_FAULT),
    "AS.4004": Cause(Kind.REJECTED, "the health status of the instance query is invalid", _OWN_FAULT),
    "AS.4005": Cause(Kind.REJECTED, "the AS group does not exist", _CHECK_GROUP),
    "AS.4006": Cause(Kind.GONE, "the instance does not exist", "Check instance_id. " + _SEE_SUSPENDED),
    "AS.4028": Cause(Kind.REJECTED, "the id of the instance is missing", "Give instance_id."),
    # lifecycle hooks
    "AS.7030": Cause(
        Kind.REJECTED,
        "the default timeout is out of range",
        "Give default_timeout from 60 to 86400; older regions begin at 300.",
    ),
    "AS.7031": Cause(
        Kind.REJECTED,
        "the name of the lifecycle hook is invalid",
        "Give lifecycle_hook_name; many regions take 32 characters at most.",
    ),
    "AS.7032": Cause(Kind.REJECTED, "the name of the lifecycle hook is missing", "Give lifecycle_hook_name."),
    "AS.7033": Cause(Kind.REJECTED, "the type of the lifecycle hook is invalid", "Give lifecycle_hook_type."),
    "AS.7034": Cause(Kind.REJECTED, "the callback result is invalid", "Give one of the documented results."),
    "AS.7035": Cause(
        Kind.REJECTED, "the notification metadata is too long", "Shorten notification_metadata to 256 characters."
    ),
    "AS.7036": Cause(Kind.REJECTED, "the lifecycle hook is missing", _OWN_FAULT),
    "AS.7037": Cause(Kind.REJECTED, "the type of the lifecycle hook is missing", "Give lifecycle_hook_type."),
    "AS.7038": Cause(
        Kind.REJECTED, "the group has five lifecycle hooks already", "Delete a hook that is not needed any more."
    ),
    "AS.7039": Cause(Kind.REJECTED, "the callback result is missing", "Give lifecycle_action_result."),
    "AS.7040": Cause(
        Kind.REJECTED,
        "the callback target is missing",
        "Give lifecycle_action_key, or instance_id and lifecycle_hook_name.",
    ),
    "AS.7041": Cause(Kind.REJECTED, "the name of the lifecycle hook is taken", "Choose another lifecycle_hook_name."),
    "AS.7042": Cause(Kind.GONE, "nothing is suspended under this key, or under this instance and hook", _SEE_SUSPENDED),
    "AS.7043": Cause(Kind.REJECTED, "the SMN topic does not exist", "Check notification_topic_urn and its region."),
    "AS.7055": Cause(
        Kind.REJECTED,
        "the notification metadata has forbidden characters",
        "Leave < > & ' ( ) out of notification_metadata.",
    ),
    # API gateway
    "APIGW.0101": Cause(Kind.REJECTED, "the gateway knows no such path", "Check endpoint; its path may be wrong."),
    "APIGW.0106": Cause(Kind.REJECTED, "the gateway did not understand the request", _OWN_FAULT),
    "APIGW.0201": Cause(Kind.UNCLEAR, "the gateway could not pass the request on", _LATER),
    "APIGW.0202": Cause(Kind.UNCLEAR, "the gateway could not reach the service", _LATER),
    "APIGW.0203": Cause(Kind.UNCLEAR, "the service did not answer the gateway in time", _LATER),
    "APIGW.0204": Cause(
        Kind.REJECTED,
        "the gateway refuses this TLS version",
        "Update the TLS library of the machine that runs the task.",
    ),
    "APIGW.0301": Cause(Kind.UNAUTHORIZED, "the gateway does not accept the login", _CHECK_LOGIN),
    "APIGW.0302": Cause(
        Kind.DENIED, "the user may not call this API", "Ask the account's administrator to unblock the user."
    ),
    "APIGW.0305": Cause(Kind.UNAUTHORIZED, "the gateway does not accept the login", _CHECK_LOGIN),
    "APIGW.0306": Cause(Kind.DENIED, "access to this API is refused", _GRANT),
    "APIGW.0307": Cause(
        Kind.UNAUTHORIZED, "the token has expired", "Get a new token, or log in with keys or a password."
    ),
    "APIGW.0308": Cause(Kind.THROTTLED, "the gateway throttles these requests", _SLOWER),
    "APIGW.0310": Cause(Kind.DENIED, "the project is not available", "Check project_id and the state of the project."),
    "APIGW.0402": Cause(
        Kind.DENIED,
        "this address may not call the API",
        "Ask the account's administrator to allow this machine's address.",
    ),
    "APIGW.0601": Cause(Kind.UNCLEAR, "the gateway failed internally", _LATER),
    "APIGW.0602": Cause(Kind.REJECTED, "the gateway did not understand the request", _OWN_FAULT),
    "APIGW.0610": Cause(Kind.UNCLEAR, "the gateway could not reach the service", _LATER),
    "APIGW.0613": Cause(Kind.UNCLEAR, "the gateway could not reach IAM", _LATER),
    # IAM
    "IAM.0001": Cause(Kind.UNAUTHORIZED, "IAM does not accept the login", _CHECK_LOGIN),
    "IAM.0002": Cause(Kind.DENIED, "IAM refuses it", _GRANT),
    "IAM.0003": Cause(Kind.DENIED, "IAM refuses it", _GRANT),
    "IAM.0006": Cause(Kind.UNCLEAR, "IAM failed internally", _LATER),
    "IAM.0012": Cause(Kind.THROTTLED, "IAM throttles these requests", _SLOWER),
    "IAM.0020": Cause(Kind.REJECTED, "IAM is switching to its stand-by site", _LATER),
    "IAM.0061": Cause(
        Kind.UNAUTHORIZED, "the account is locked", "Wait until the lock ends, or ask the account's administrator."
    ),
    "IAM.0062": Cause(Kind.UNAUTHORIZED, "the password is wrong", "Check username, password and domain_name."),
    "IAM.0066": Cause(
        Kind.UNAUTHORIZED, "the token has expired", "Get a new token, or log in with keys or a password."
    ),
    "IAM.0067": Cause(Kind.UNAUTHORIZED, "the token is invalid", "Get a new token, or log in with keys or a password."),
    "IAM.0080": Cause(
        Kind.DENIED, "the user of the access key is disabled", "Ask the account's administrator to enable the user."
    ),
    "IAM.0081": Cause(Kind.DENIED, "the user may use the console only", "Allow programmatic access for the user."),
    "IAM.0082": Cause(Kind.DENIED, "the user is disabled", "Ask the account's administrator to enable the user."),
    "IAM.0083": Cause(
        Kind.DENIED, "the user may not use this region", "Check region, or ask the account's administrator."
    ),
}

STATUSES: dict[int, Cause] = {
    400: Cause(
        Kind.REJECTED, "the server failed to process the request", "Check the ids and names that the task gives."
    ),
    401: Cause(Kind.UNAUTHORIZED, "the login was not accepted", _CHECK_LOGIN),
    403: Cause(Kind.DENIED, "access is forbidden", _GRANT),
    404: Cause(
        Kind.GONE, "the server found nothing at this address", "Check endpoint, project_id and scaling_group_id."
    ),
    405: Cause(
        Kind.REJECTED,
        "the method is not allowed",
        "Check endpoint: this server is not Auto Scaling, or a proxy interferes.",
    ),
    406: Cause(
        Kind.REJECTED,
        "the answer could not be made acceptable",
        "Check endpoint: a proxy may change the request's headers.",
    ),
    407: Cause(
        Kind.REJECTED, "the proxy wants a login", "Give the proxy's user and password in the variable https_proxy."
    ),
    408: Cause(Kind.UNCLEAR, "the request timed out", _LATER),
    409: Cause(Kind.GONE, "the request is in conflict with another one", _WAIT_GROUP),
    429: Cause(Kind.THROTTLED, "there were too many requests", _SLOWER),
    500: Cause(Kind.UNCLEAR, "the service failed internally", _LATER),
    501: Cause(
        Kind.UNCLEAR,
        "the server does not support the function",
        "Check endpoint and region: Auto Scaling may lack lifecycle hooks there.",
    ),
    502: Cause(Kind.UNCLEAR, "the gateway got no valid answer from the service", _LATER),
    503: Cause(Kind.UNCLEAR, "the service is unavailable", _LATER),
    504: Cause(Kind.UNCLEAR, "the gateway got no answer in time", _LATER),
}

_REDIRECT = Cause(
    Kind.REJECTED,
    "the server redirects elsewhere, and redirects are not followed",
    "Give the right endpoint or auth_url.",
)
_WRONG_SUCCESS = Cause(
    Kind.UNCLEAR, "the answer is not the one that the API promises", "Check endpoint: this may not be Auto Scaling."
)
_OTHER_CLIENT = Cause(Kind.REJECTED, "the request was turned down", "Check the ids and names that the task gives.")
_OTHER_SERVER = Cause(Kind.UNCLEAR, "the service failed", _LATER)


def cause_of(status: int, code: str) -> Cause:
    """Name the cause of an answer; total over any status and any code."""
    if 300 <= status < 400:
        return _REDIRECT
    if status < 300:
        return _WRONG_SUCCESS
    return CODES.get(code) or STATUSES.get(status) or (_OTHER_SERVER if status >= 500 else _OTHER_CLIENT)
