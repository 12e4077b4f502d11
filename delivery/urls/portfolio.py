"""Addresses of portfolios, their people and their cycles."""

from django.urls import path

from delivery.views import cycle, membership, portfolio

urlpatterns = [
    path("portfolios/", portfolio.portfolio_list, name="portfolio_list"),
    path("portfolios/new/", portfolio.portfolio_create, name="portfolio_create"),
    path(
        "portfolios/<slug:slug>/", portfolio.portfolio_detail, name="portfolio_detail"
    ),
    path(
        "portfolios/<slug:slug>/settings/",
        portfolio.portfolio_update,
        name="portfolio_update",
    ),
    path(
        "portfolios/<slug:slug>/move/", portfolio.portfolio_move, name="portfolio_move"
    ),
    path(
        "portfolios/<slug:slug>/delete/",
        portfolio.portfolio_delete,
        name="portfolio_delete",
    ),
    path(
        "portfolios/<slug:slug>/history/",
        portfolio.portfolio_history,
        name="portfolio_history",
    ),
    path(
        "portfolios/<slug:slug>/members/",
        membership.portfolio_members,
        name="portfolio_members",
    ),
    path(
        "members/<int:pk>/delete/",
        membership.membership_delete,
        name="membership_delete",
    ),
    path("portfolios/<slug:slug>/cycles/", cycle.cycle_list, name="cycle_list"),
    path("portfolios/<slug:slug>/cycles/new/", cycle.cycle_create, name="cycle_create"),
    path("cycles/<int:pk>/", cycle.cycle_update, name="cycle_update"),
]
