package cairn.identity.domain;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.directory.Access;
import cairn.identity.directory.Directory;
import cairn.identity.project.Project;
import cairn.identity.project.Projects;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Body;
import cairn.identity.wire.Refusals;
import cairn.policy.Target;
import java.util.Optional;

/** Domains over HTTP. */
public final class DomainApi {
  private final Projects projects;
  private final Access access;
  private final Entropy entropy;

  public DomainApi(Projects projects, Directory directory, Entropy entropy) {
    this.projects = projects;
    this.access = new Access(directory);
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    routes.get("/v3/domains").policyInHandler(DomainPolicy.LIST).to(this::list);
    routes.post("/v3/domains").body(DomainJson.CREATE).policy(DomainPolicy.CREATE).to(this::create);
    routes.get("/v3/domains/{domain_id}").policyInHandler(DomainPolicy.SHOW).to(this::show);
    routes
        .patch("/v3/domains/{domain_id}")
        .body(DomainJson.UPDATE)
        .policyInHandler(DomainPolicy.UPDATE)
        .to(this::update);
    routes.delete("/v3/domains/{domain_id}").policyInHandler(DomainPolicy.DELETE).to(this::delete);
    routes.get("/v3/auth/domains").policy(DomainPolicy.MINE).to(this::mine);
  }

  private Response list(Request request) {
    var own = request.caller().domainId();
    request.check(own.map(id -> Target.NONE.with("target.domain.id", id)).orElse(Target.NONE));
    if (own.isPresent()) {
      // A domain's own users see their domain and no other.
      return Answers.list(
          request, "domains", projects.findDomain(own.get()).stream().toList(), view(request));
    }
    return Answers.page(
        request,
        "domains",
        projects.list(request.query(), true, Optional.empty()),
        Project::id,
        view(request));
  }

  private Response create(Request request) {
    var wanted = DomainJson.read(entropy.hexId(), request.body().path("domain"));
    return Answers.one(201, "domain", projects.create(wanted), view(request));
  }

  private Response show(Request request) {
    var id = request.parameter("domain_id");
    var found = projects.findDomain(id);
    request.check(found.map(Project::target).orElse(Target.NONE));
    return Answers.one(
        200, "domain", found.orElseThrow(() -> Refusals.notFound("domain", id)), view(request));
  }

  private Response update(Request request) {
    var change = request.body().path("domain");
    var id = checked(request).id();
    Body.requireSome(change, "domain");
    var updated = projects.update(id, "domain", before -> DomainJson.merge(before, change));
    return Answers.one(200, "domain", updated, view(request));
  }

  private Response delete(Request request) {
    projects.deleteDomain(checked(request).id());
    return Answers.none();
  }

  /** The domain of the path. That there is none, everybody may know. */
  private Project checked(Request request) {
    var id = request.parameter("domain_id");
    var domain = projects.findDomain(id).orElseThrow(() -> Refusals.notFound("domain", id));
    request.check(domain.target());
    return domain;
  }

  private Response mine(Request request) {
    return Answers.list(
        request,
        "domains",
        projects.some(access.reachable(request.caller().userId(), true)),
        view(request));
  }

  private static Answers.View<Project> view(Request request) {
    return (json, domain) -> DomainJson.write(json, domain, request.baseUrl());
  }
}
