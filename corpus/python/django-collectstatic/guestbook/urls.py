from django.conf.urls.i18n import i18n_patterns
from django.shortcuts import render
from django.urls import path


def home(request):
    return render(request, "home.html")


urlpatterns = i18n_patterns(path("", home), prefix_default_language=False)
