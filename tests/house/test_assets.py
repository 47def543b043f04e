import pytest

from tools import build_assets

HOME = (
    '<!-- a --><svg\n xmlns="http://www.w3.org/2000/svg"\n stroke="currentColor">\n'
    '  <path stroke="none" d="M0 0h24v24H0z" fill="none" />\n'
    '  <path d="M1 1" />\n</svg>'
)


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A checkout with one page, and an icon set of one icon."""
    pages = tmp_path / "pages"
    icons = tmp_path / "node_modules" / "@tabler" / "icons" / "icons" / "outline"
    pages.mkdir()
    icons.mkdir(parents=True)
    (icons / "home.svg").write_text(HOME, encoding="utf-8")
    monkeypatch.setattr(build_assets, "ROOT", tmp_path)
    monkeypatch.setattr(build_assets, "PAGES", pages)
    monkeypatch.setattr(build_assets, "MODULES", tmp_path / "node_modules")
    return pages


def test_icons_are_found_in_templates_and_in_python(checkout):
    (checkout / "a.html").write_text("{% icon 'home' %} {% icon \"users\" %}")
    (checkout / "menu.py").write_text('Section(icon="award")')

    assert set(build_assets.icons_named()) == {"home", "users", "award"}


def test_sprite_holds_the_paths_and_no_background(checkout):
    (checkout / "a.html").write_text('{% icon "home" %}')

    assert build_assets.sprite(build_assets.icons_named()) == (
        '<svg xmlns="http://www.w3.org/2000/svg">\n'
        '<symbol id="icon-home" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="2" stroke-linecap="round" stroke-linejoin="round">'
        '<path d="M1 1" /></symbol>\n'
        "</svg>\n"
    )


def test_icon_that_the_set_does_not_have_is_named_with_its_page(checkout):
    (checkout / "a.html").write_text('{% icon "hom" %}')

    with pytest.raises(build_assets.AssetError) as error:
        build_assets.sprite(build_assets.icons_named())

    assert str(error.value).startswith(
        "pages/a.html names the icon “hom”, which @tabler/icons does not have."
    )


def test_what_is_missing_from_npm_says_what_to_run(checkout):
    with pytest.raises(build_assets.AssetError) as error:
        build_assets.copy(
            build_assets.MODULES / "gone.css", build_assets.ROOT / "there.css"
        )

    assert str(error.value) == (
        "node_modules/gone.css is missing: run `make setup`, which fetches it"
    )


def test_source_map_of_a_style_sheet_is_not_asked_for(checkout, tmp_path):
    source = tmp_path / "node_modules" / "a.css"
    source.write_text("a{}\n/*# sourceMappingURL=a.css.map */")

    build_assets.copy_text(source, tmp_path / "b.css")

    assert (tmp_path / "b.css").read_text() == "a{}\n"


def test_every_icon_of_the_site_is_in_the_sprite_that_is_served():
    served = (build_assets.VENDOR / "icons.svg").read_text(encoding="utf-8")

    missing = [
        name
        for name in build_assets.icons_named()
        if f'<symbol id="icon-{name}"' not in served
    ]

    assert missing == [], "run `make setup`"
