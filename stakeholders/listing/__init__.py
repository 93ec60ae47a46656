"""Lists: search, filters, sorting, pages, and the export of exactly what is listed.

To add a list: a :class:`ListFilterSet` (in the app's ``filters.py``), a :class:`Listing` (in ``lists.py``) and a template::

    class OrganisationList(Listing[Organisation]):
        template = "stakeholders/organisation_list.html"
        filterset_class = OrganisationFilter
        columns = (
            Column("name", _("Name"), lambda organisation: organisation.name, sort=("search_key",)),
            Column("kind", _("Kind"), lambda organisation: organisation.get_kind_display()),
        )
        default_sort = "name"
        file_name = "organisations"
        export_permission = "stakeholders.export_registry"

    def organisation_list(request: AuthedHttpRequest) -> HttpResponseBase:
        require(request.user, "stakeholders.view_registry")
        return OrganisationList(request, Organisation.objects.visible_to(request.user)).respond()

The template writes its rows itself, in one loop of plain markup (an include per cell is what makes lists slow)::

    {% include "components/list_filter.html" with listing=listing only %}
    {% partialdef results inline %}
    <div id="list-results" hx-target="#list-results" hx-swap="outerHTML" hx-push-url="true">
      {% include "components/list_bar.html" with listing=listing only %}
      {% if listing.rows %}
        <table class="list-table">
          {% include "components/list_head.html" with listing=listing only %}
          <tbody>{% for organisation in listing.rows %}<tr>…</tr>{% endfor %}</tbody>
        </table>
        {% include "components/list_pager.html" with listing=listing only %}
      {% elif listing.is_filtered %}
        {% include "components/list_nothing.html" with listing=listing only %}
      {% else %}
        {% include "components/empty_state.html" with … only %}
      {% endif %}
    </div>
    {% endpartialdef %}

A list costs two queries (count and page) besides those of the choices in its filters.
"""

from .columns import Column
from .exports import ExportFormat
from .filters import ListFilterSet, SearchFilter
from .lists import Listing

__all__ = ["Column", "ExportFormat", "ListFilterSet", "Listing", "SearchFilter"]
