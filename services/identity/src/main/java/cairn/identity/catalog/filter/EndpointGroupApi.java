package cairn.identity.catalog.filter;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;

/** Endpoint groups over HTTP. */
final class EndpointGroupApi {
  private final EndpointGroups groups;
  private final Entropy entropy;

  EndpointGroupApi(EndpointGroups groups, Entropy entropy) {
    this.groups = groups;
    this.entropy = entropy;
  }

  void declare(Routes routes) {
    var all = "/v3/OS-EP-FILTER/endpoint_groups";
    var one = all + "/{endpoint_group_id}";
    routes.get(all).policy(EndpointFilterPolicy.LIST_GROUPS).to(this::list);
    routes
        .post(all)
        .body(EndpointGroupJson.CREATE)
        .policy(EndpointFilterPolicy.CREATE_GROUP)
        .to(this::create);
    routes.get(one).policy(EndpointFilterPolicy.SHOW_GROUP).to(this::show);
    routes
        .patch(one)
        .body(EndpointGroupJson.UPDATE)
        .policy(EndpointFilterPolicy.UPDATE_GROUP)
        .to(this::update);
    routes.delete(one).policy(EndpointFilterPolicy.DELETE_GROUP).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.page(
        request, "endpoint_groups", groups.list(request.query()), EndpointGroup::id, view(request));
  }

  private Response create(Request request) {
    var wanted = EndpointGroupJson.read(entropy.hexId(), request.body().path("endpoint_group"));
    return one(201, request, groups.create(wanted));
  }

  private Response show(Request request) {
    return one(200, request, groups.require(request.parameter("endpoint_group_id")));
  }

  private Response update(Request request) {
    var change = request.body().path("endpoint_group");
    return one(
        200,
        request,
        groups.update(
            request.parameter("endpoint_group_id"),
            before -> EndpointGroupJson.merge(before, change)));
  }

  private Response delete(Request request) {
    groups.delete(request.parameter("endpoint_group_id"));
    return Answers.none();
  }

  private static Response one(int status, Request request, EndpointGroup group) {
    return Answers.one(status, "endpoint_group", group, view(request));
  }

  static Answers.View<EndpointGroup> view(Request request) {
    return (json, group) -> EndpointGroupJson.write(json, group, request.baseUrl());
  }
}
