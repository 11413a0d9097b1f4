"""Help and the pages in the foot. The project's urls.py includes this at '' and takes its error handlers from ui.views."""

from django.urls import path

from curricle.ui import views

app_name = "ui"

urlpatterns = [
    path("help/", views.help_index, name="help"),
    path("help/search/", views.help_search, name="help_search"),
    path("help/<slug:slug>/", views.help_page, name="help_page"),
    path("accessibility/", views.small_page("accessibility"), name="accessibility"),
    path("cookies/", views.small_page("cookies"), name="cookies"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("about/", views.small_page("about"), name="about"),
]
