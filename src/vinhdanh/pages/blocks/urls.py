from django.urls import path

from vinhdanh.pages.blocks import papers
from vinhdanh.pages.blocks.views import blocks, handing, honours, ruling, steps, years

urlpatterns = [
    path("khoi/", blocks.blocks, name="block-list"),
    path("khoi/moi/", blocks.new_block, name="block-new"),
    path("khoi/<uuid:public_id>/", blocks.block, name="block"),
    path("khoi/<uuid:public_id>/nam/", blocks.begin_year, name="block-begin"),
    path(
        "khoi/<uuid:public_id>/thanh-vien/<uuid:member>/ra/",
        blocks.unseat,
        name="block-unseat",
    ),
    path("khoi/nam/<uuid:public_id>/", years.year, name="block-year"),
    path("khoi/nam/<uuid:public_id>/truong-khoi/", years.lead, name="block-lead"),
    path("khoi/nam/<uuid:public_id>/quy-dinh/", ruling.rules, name="block-rules"),
    path("khoi/nam/<uuid:public_id>/van-ban/", ruling.document, name="block-document"),
    path("khoi/van-ban/<uuid:public_id>/", papers.document, name="block-file"),
    path("khoi/bao-cao/<uuid:public_id>/", papers.filing, name="block-filing"),
    path(
        "khoi/nam/<uuid:public_id>/phong-trao/", years.movement, name="block-movement"
    ),
    path("khoi/nam/<uuid:public_id>/giao-uoc/", years.covenant, name="block-covenant"),
    path("khoi/nam/<uuid:public_id>/cham-diem/", years.scoring, name="block-scoring"),
    path("khoi/nam/<uuid:public_id>/buoc/<slug:step>/", steps.step, name="block-step"),
    path("khoi/nam/<uuid:public_id>/ket-qua/", honours.results, name="block-results"),
    path(
        "khoi/nam/<uuid:public_id>/suy-ton/<str:award>/",
        honours.open_ballot,
        name="block-ballot-open",
    ),
    path("khoi/phieu/<uuid:public_id>/", honours.ballot, name="block-ballot"),
    path("khoi/nam/<uuid:public_id>/de-nghi/", honours.propose, name="block-propose"),
    path("khoi/de-nghi/<uuid:public_id>/rut/", honours.withdraw, name="block-withdraw"),
    path(
        "khoi/nam/<uuid:public_id>/ket-qua.<str:kind>",
        papers.results,
        name="block-results-paper",
    ),
    path(
        "khoi/nam/<uuid:public_id>/ban-giao/", handing.hand_over, name="block-hand-over"
    ),
    path(
        "khoi/nam/<uuid:public_id>/ban-giao.<str:kind>",
        papers.hand_over,
        name="block-hand-over-paper",
    ),
]
