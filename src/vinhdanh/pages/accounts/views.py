"""Accounts as an administrator sees them, and the first page of an installation."""

from allauth.account import views as sign_in
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from vinhdanh.accounts import actions, founding, queries
from vinhdanh.accounts.models import User
from vinhdanh.base.refusal import Refused
from vinhdanh.pages.accounts.forms import (
    AccountForm,
    FirstRunForm,
    LinkForm,
    RoleForm,
)
from vinhdanh.pages.shell.roads import only_for
from vinhdanh.pages.shell.sheets import page_of
from vinhdanh.registry.models import Person, Unit
from vinhdanh.registry.standing import standing

PAGE = 50


@sensitive_post_parameters()
def first_run(request: HttpRequest) -> HttpResponse:
    """Found the office and its first administrator; only while there is none."""
    if founding.is_founded():
        return redirect("desk")
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            founding.check_start_code(form.cleaned_data["start_code"])
            user = founding.found_installation(form.written())
        except Refused as refusal:
            field = "start_code" if refusal.code == "founding.code" else None
            for sentence in refusal.message.split("\n"):
                form.add_error(field, sentence)
        else:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            messages.success(
                request,
                _("Đã lập cơ quan. Bước tiếp theo: nhập danh sách cán bộ từ Excel."),
            )
            return redirect("desk")
    status = 200 if request.method == "GET" else 422
    return render(request, "accounts/first_run.html", {"form": form}, status=status)


def forgotten(request: HttpRequest) -> HttpResponseBase:
    """Send a link to a new password; without mail, say who gives one."""
    if settings.VINHDANH_HAS_MAIL:
        return sign_in.password_reset(request)
    return render(request, "accounts/ask_administrator.html")


@login_required
@only_for("account.manage")
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts of the units a user manages."""
    found = queries.accounts_managed_by(request.user)
    page = page_of(request, found, PAGE)
    return render(request, "accounts/accounts.html", {"page": page})


@login_required
@only_for("account.manage")
@never_cache
def open_account(request: HttpRequest) -> HttpResponse:
    """Open an account with its first role; the password is shown this once."""
    units = queries.units_managed_by(request.user)
    people = queries.people_without_account(request.user)
    form = AccountForm(standing(units), people, request.POST or None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        try:
            user, password = actions.welcome(
                request.user,
                words["unit"],
                words["role"],
                username=words["username"],
                full_name=words["full_name"],
                email=words["email"],
                person=words["person"],
            )
        except Refused as refusal:
            form.add_error(_field_of(refusal), refusal.message)
        else:
            return _show_once(request, user, password)
    status = 422 if form.errors else 200
    return render(request, "accounts/open.html", {"form": form}, status=status)


def _field_of(refusal: Refused) -> str | None:
    return {
        "account.twin": "username",
        "role.admin": "role",
        "account.person_taken": "person",
        "account.person_elsewhere": "person",
    }.get(refusal.code)


def _show_once(request: HttpRequest, user: object, password: str) -> HttpResponse:
    """Show a password in the answer itself, so that it is kept nowhere."""
    context = {"account": user, "password": password}
    return render(request, "accounts/password_once.html", context)


@login_required
def account(request: HttpRequest, username: str) -> HttpResponse:
    """Show one account with its roles."""
    found = get_object_or_404(
        queries.accounts_managed_by(request.user), username=username
    )
    return _show_account(request, found)


def _show_account(
    request: HttpRequest,
    found: User,
    form: RoleForm | None = None,
    link_form: LinkForm | None = None,
) -> HttpResponse:
    """Draw the page of an account; a form given is one that was not accepted."""
    status = 422 if form or link_form else 200
    people = _people_for(request.user, found)
    context = {
        "account": found,
        "form": form or RoleForm(standing(queries.units_managed_by(request.user))),
        "link_form": link_form or LinkForm(people, auto_id="link_%s"),
        "has_people": people.exists(),
        "is_own": found.pk == request.user.pk,
    }
    return render(request, "accounts/account.html", context, status=status)


def _people_for(user: object, found: User) -> QuerySet[Person]:
    """Return who may be linked: people of the units where a managed role is held."""
    people = queries.people_without_account(user)
    reach = Q(pk__in=())
    for unit in _units_of(found):
        here = queries.people_without_account(user, unit).order_by()
        reach |= Q(pk__in=here.values("pk"))
    return people.filter(reach)


def _units_of(found: User) -> list[Unit]:
    held = found.roles_here  # type: ignore[attr-defined]
    return list(dict.fromkeys(each.unit for each in held if not each.is_ended))


def _unit_of(user: object, found: User, person: Person) -> Unit:
    """Return the unit that an account and a person offered for it have in common."""
    return next(
        unit
        for unit in _units_of(found)
        if person in queries.people_without_account(user, unit)
    )


@login_required
@require_POST
def link_person(request: HttpRequest, username: str) -> HttpResponse:
    """Link an account to a person of the roster."""
    found = get_object_or_404(
        queries.accounts_managed_by(request.user), username=username
    )
    people = _people_for(request.user, found)
    form = LinkForm(people, request.POST, auto_id="link_%s")
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            unit = _unit_of(request.user, found, person)
            actions.link_person(request.user, found, unit, person)
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request, _("Đã gắn tài khoản với %(name)s.") % {"name": person}
            )
            return redirect("account", username=username)
    return _show_account(request, found, link_form=form)


@login_required
@require_POST
def give_role(request: HttpRequest, username: str) -> HttpResponse:
    """Give an account one more role."""
    found = get_object_or_404(
        queries.accounts_managed_by(request.user), username=username
    )
    form = RoleForm(standing(queries.units_managed_by(request.user)), request.POST)
    if form.is_valid():
        try:
            given = actions.give_role(
                request.user,
                found,
                form.cleaned_data["role"],
                form.cleaned_data["unit"],
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(
                request,
                _("Đã cấp vai trò “%(role)s” tại %(unit)s.")
                % {"role": given.get_role_display(), "unit": given.unit},
            )
            return redirect("account", username=username)
    return _show_account(request, found, form)


@login_required
@require_POST
def end_role(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """End a role from today on."""
    held = get_object_or_404(
        queries.assignments_managed_by(request.user), pk=pk, user__username=username
    )
    actions.end_role(request.user, held)
    messages.success(
        request,
        _("Đã thôi vai trò “%(role)s”. Có thể cấp lại bất cứ lúc nào.")
        % {"role": held.get_role_display()},
    )
    if not queries.accounts_managed_by(request.user).filter(username=username).exists():
        return redirect("accounts")
    return redirect("account", username=username)


@login_required
@require_POST
@never_cache
def reset_password(request: HttpRequest, username: str) -> HttpResponse:
    """Give a new random password, shown this once."""
    found = get_object_or_404(
        queries.accounts_managed_by(request.user), username=username
    )
    unit = found.roles_here[0].unit  # type: ignore[attr-defined]
    password = actions.reset_password(request.user, found, unit)
    return _show_once(request, found, password)
