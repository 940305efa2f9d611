from django.http import HttpResponse
from django.urls import path

from .models import Item


def items(request):
    if "add" in request.GET:
        Item.objects.create(name=request.GET["add"])
    return HttpResponse(", ".join(item.name for item in Item.objects.order_by("id")))


urlpatterns = [path("", items)]
