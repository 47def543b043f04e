"""The first deed of an installation: its own office and its first administrator.

On the terminal (`vinhdanh start`) whoever can run the command may do it. On the
first-run page, which anybody on the network might reach, the page asks for the start
code that the console printed; see `start_code` and `check_start_code`.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from vinhdanh.accounts import actions
from vinhdanh.accounts.enums import Role
from vinhdanh.accounts.models import User
from vinhdanh.base import audit, chain
from vinhdanh.base.refusal import Refused
from vinhdanh.registry import actions as registry
from vinhdanh.registry.enums import UnitKind, UnitLevel
from vinhdanh.registry.models import Unit


@dataclass(frozen=True)
class FoundingForm:
    """What is written on the first-run page.

    The first account always administers. `is_officer` also lets it do the
    commendation work, as in an office where one person does both;
    `is_unit_head` is for a head who sets the program up herself and signs.
    """

    unit_name: str
    full_name: str
    username: str
    password: str
    email: str = ""
    unit_kind: str = UnitKind.OFFICE
    unit_level: str = UnitLevel.UNIT
    place: str = ""
    document_sign: str = ""
    has_legal_personality: bool | None = True
    is_officer: bool = True
    is_unit_head: bool = False

    def unit(self) -> registry.UnitForm:
        """Return the own unit as the registry enters it."""
        return registry.UnitForm(
            name=self.unit_name,
            kind=self.unit_kind,
            level=self.unit_level,
            has_legal_personality=self.has_legal_personality,
            is_own=True,
            place=self.place,
            document_sign=self.document_sign,
        )

    def roles(self) -> tuple[Role, ...]:
        """Return the roles of the first account at its own unit."""
        held = [Role.ADMIN, Role.UNIT_ADMIN]
        if self.is_officer:
            held.append(Role.OFFICER)
        if self.is_unit_head:
            held += [Role.UNIT_HEAD, Role.AUTHORITY]
        return tuple(held)


def is_founded() -> bool:
    """Say whether this installation already has its own unit."""
    return Unit.objects.filter(is_own=True).exists()


def found_installation(form: FoundingForm) -> User:
    """Enter the own unit and open the first account; return it.

    Raises Refused when an own unit exists, and with all problems of the form at
    once (`founding.form`). The start code is void afterwards.
    """
    with transaction.atomic():
        # The chain's lock lets two browsers that press at once take turns.
        chain.next_link(audit.CHAIN)
        if is_founded():
            raise Refused(
                "founding.done",
                _("Cơ quan đã được lập trên máy này. Hãy đăng nhập để làm việc."),
            )
        _check(form)
        unit = registry.found_unit(None, form.unit())
        user = actions.open_account(
            None,
            unit,
            username=form.username,
            full_name=form.full_name,
            password=form.password,
            email=form.email,
            must_change_password=False,
        )
        for role in form.roles():
            actions.give_role(None, user, role, unit)
        audit.record(
            user,
            "installation.found",
            unit,
            after={"name": form.unit_name, "roles": list(form.roles())},
        )
        transaction.on_commit(_void_start_code)
    return user


def _check(form: FoundingForm) -> None:
    problems = []
    if not form.unit_name.strip():
        problems.append(_("Hãy ghi tên cơ quan, như trên con dấu."))
    if not form.full_name.strip():
        problems.append(_("Hãy ghi họ và tên người quản trị."))
    if not form.username.strip():
        problems.append(_("Hãy đặt tên đăng nhập."))
    if form.unit_kind not in UnitKind.values:
        problems.append(_("Hãy chọn loại cơ quan trong danh sách."))
    if form.unit_level not in UnitLevel.values:
        problems.append(_("Hãy chọn cấp của cơ quan trong danh sách."))
    try:
        if form.email:
            validate_email(form.email)
    except ValidationError:
        problems.append(_("Địa chỉ thư điện tử chưa đúng; có thể để trống."))
    try:
        validate_password(
            form.password, User(username=form.username, full_name=form.full_name)
        )
    except ValidationError as error:
        problems += error.messages
    if problems:
        raise Refused("founding.form", "\n".join(problems))


# ── the start code ──


def _code_file() -> Path:
    return Path(settings.VAR) / "start-code"


def start_code() -> str:
    """Return the code that the first-run page asks for, made at its first use."""
    path = _code_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    code = actions.random_password()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(code)
    return code


def check_start_code(given: str) -> None:
    """Raise Refused unless the code is the one on the server's console."""
    cleaned = given.strip().lower()
    if not secrets.compare_digest(cleaned.encode(), start_code().encode()):
        raise Refused(
            "founding.code",
            _(
                "Mã khởi tạo chưa đúng. Mã được in trên màn hình dòng lệnh nơi chạy "
                "chương trình và nằm trong tệp %(file)s trên máy chủ."
            )
            % {"file": "start-code"},
        )


def _void_start_code() -> None:
    _code_file().unlink(missing_ok=True)
