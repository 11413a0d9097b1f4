"""The site map of frameworks."""

from django.urls import path

from curricle.frameworks import views

app_name = "frameworks"

drafting = [
    path("frameworks/drafts/new/", views.draft_begin, name="draft_begin"),
    path("frameworks/drafts/<str:draft>/", views.draft, name="draft"),
    path("frameworks/drafts/<str:draft>/facts/", views.draft_facts, name="draft_facts"),
    path("frameworks/drafts/<str:draft>/add/", views.draft_add, name="draft_add"),
    path("frameworks/drafts/<str:draft>/step/", views.draft_step, name="draft_step"),
    path("frameworks/drafts/<str:draft>/checks/", views.draft_checks, name="draft_checks"),
    path("frameworks/drafts/<str:draft>/changes/", views.draft_changes, name="draft_changes"),
    path("frameworks/drafts/<str:draft>/undo/", views.draft_undo, name="draft_undo"),
    path("frameworks/drafts/<str:draft>/bring-back/", views.draft_bring_back, name="draft_bring_back"),
    path("frameworks/drafts/<str:draft>/stage/", views.draft_stage, name="draft_stage"),
    path("frameworks/drafts/<str:draft>/publish/", views.draft_publish, name="draft_publish"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/", views.draft_item, name="draft_item"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/levels/", views.draft_levels, name="draft_levels"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/split/", views.draft_split, name="draft_split"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/merge/", views.draft_merge, name="draft_merge"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/under/", views.draft_under, name="draft_under"),
    path("frameworks/drafts/<str:draft>/items/<str:item>/leave/", views.draft_leave, name="draft_leave"),
]

urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/bring/", views.bring, name="bring"),
    path("frameworks/bring/template.<str:ending>", views.template, name="template"),
    path("frameworks/bring/<str:token>/", views.preview, name="preview"),
    path("frameworks/bring/<str:token>/plan.xlsx", views.plan_book, name="plan_book"),
    path("frameworks/bring/<str:token>/confirm/", views.confirm, name="confirm"),
    path("frameworks/imports/", views.imports, name="imports"),
    path("frameworks/imports/<uuid:uuid>/", views.import_record, name="import"),
    path("frameworks/imports/<uuid:uuid>/undo/", views.import_undo, name="import_undo"),
    *drafting,
    path("frameworks/<str:version>/", views.version, name="version"),
    path("frameworks/<str:version>/move/", views.move, name="move"),
    path("frameworks/<str:version>/branch/", views.branch, name="branch"),
    path("frameworks/<str:version>/items/<str:item>/", views.item, name="item"),
    path("frameworks/<str:version>/download/<str:format>/", views.download, name="download"),
]
