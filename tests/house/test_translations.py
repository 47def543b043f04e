from pathlib import Path

import pytest

from tools import translations

PAGE = """{% load i18n %}
<p class="a">{% translate "Chào bạn" %}</p>
  {% blocktranslate trimmed count n=x %}
    Có {{ n }} người, đạt 100%
  {% plural %}
    Có {{ n }} người của “đơn vị” (nhiều)
  {% endblocktranslate %}
<a title="{% translate 'Mở' context "nút" %}">{{ _("Xong") }} {{ x|default:_("—") }}</a>
"""
CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
a = _("Hãy ghi %(what)s.") % {"what": 1}
b = ngettext("một", "nhiều", 2)
c = pgettext_lazy("nút", "Đóng")
"""


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with one page and one module, and its own catalogue."""
    source = tmp_path / "src"
    source.mkdir()
    (source / "page.html").write_text(PAGE, encoding="utf-8")
    (source / "code.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tmp_path)
    monkeypatch.setattr(translations, "SOURCE", source)
    monkeypatch.setattr(translations, "LOCALE", tmp_path / "locale")
    return source


def catalogue() -> Path:
    return translations.po_path("en")


def translate(said: dict[str, str]) -> None:
    text = catalogue().read_text(encoding="utf-8")
    for words, english in said.items():
        text = text.replace(
            f'msgid "{words}"\nmsgstr ""', f'msgid "{words}"\nmsgstr "{english}"'
        )
    catalogue().write_text(text, encoding="utf-8")


def test_messages_of_templates_and_code_are_found_as_django_asks_for_them(package):
    found = {(m.file, m.words, m.context) for m in translations.messages()}

    assert found == {
        ("src/page.html", "Chào bạn", None),
        (
            "src/page.html",
            (
                "Có %(n)s người, đạt 100%%",
                "Có %(n)s người của “đơn vị” (nhiều)",
            ),
            None,
        ),
        ("src/page.html", "Mở", "nút"),
        ("src/page.html", "Xong", None),
        ("src/page.html", "—", None),
        ("src/code.py", "Hãy ghi %(what)s.", None),
        ("src/code.py", ("một", "nhiều"), None),
        ("src/code.py", "Đóng", "nút"),
    }


def test_check_names_what_is_missing_open_or_broken(package):
    (package / "page.html").write_text('{% translate "Chào" %}', encoding="utf-8")
    (package / "code.py").write_text('a = _("Hãy ghi %(what)s.")', encoding="utf-8")
    translations.command_update()
    translate({"Hãy ghi %(what)s.": "Write %(which)s."})
    (package / "more.py").write_text('b = _("Mới")', encoding="utf-8")

    faults = translations.faults("en")

    assert faults == [
        "en: unknown named placeholder 'which' in “Hãy ghi %(what)s.” (src/code.py)",
        "en: missing “Mới” (src/more.py)",
        "en: not translated “Chào” (src/page.html)",
    ]


def test_check_names_a_fuzzy_message_and_one_no_longer_used(package):
    (package / "page.html").write_text('{% translate "Chào" %}', encoding="utf-8")
    (package / "code.py").write_text('a = _("Cũ")', encoding="utf-8")
    translations.command_update()
    translate({"Chào": "Hello", "Cũ": "Old"})
    text = catalogue().read_text(encoding="utf-8")
    catalogue().write_text(
        text.replace("#: src/page.html\n", "#: src/page.html\n#, fuzzy\n"),
        encoding="utf-8",
    )
    (package / "code.py").write_text("", encoding="utf-8")

    assert translations.faults("en") == [
        "en: not translated “Chào” (src/page.html)",
        "en: no longer used “Cũ”",
    ]


def test_update_keeps_what_was_said_and_drops_what_went(package, capsys):
    (package / "page.html").write_text('{% translate "Chào" %}', encoding="utf-8")
    translations.command_update()
    translate({"Chào": "Hello"})
    (package / "code.py").write_text("", encoding="utf-8")

    translations.command_update()

    assert capsys.readouterr().out.splitlines()[-1] == (
        "en: 1 messages, 0 to translate."
    )
    assert translations.faults("en") == []


def test_compiled_words_are_those_of_the_catalogue(package):
    import gettext  # noqa: PLC0415

    (package / "page.html").write_text('{% translate "Chào" %}', encoding="utf-8")
    (package / "code.py").write_text("", encoding="utf-8")
    translations.command_update()
    translate({"Chào": "Hello"})

    translations.command_compile()

    with catalogue().with_suffix(".mo").open("rb") as handle:
        assert gettext.GNUTranslations(handle).gettext("Chào") == "Hello"
