package cairn.identity.oauth;

import cairn.common.Entropy;
import cairn.http.Request;
import cairn.http.Response;
import cairn.http.Routes;
import cairn.identity.wire.Answers;
import cairn.identity.wire.Refusals;

/** Consumers over HTTP. */
public final class ConsumerApi {
  private final OAuth oauth;
  private final Entropy entropy;

  public ConsumerApi(OAuth oauth, Entropy entropy) {
    this.oauth = oauth;
    this.entropy = entropy;
  }

  /** Enters the routes into the table. */
  public void declare(Routes routes) {
    var all = "/v3/OS-OAUTH1/consumers";
    var one = all + "/{consumer_id}";
    routes.get(all).policy(OAuthPolicy.LIST_CONSUMERS).to(this::list);
    routes
        .post(all)
        .body(OAuthJson.CREATE_CONSUMER)
        .policy(OAuthPolicy.CREATE_CONSUMER)
        .to(this::create);
    routes.get(one).policy(OAuthPolicy.SHOW_CONSUMER).to(this::show);
    routes
        .patch(one)
        .body(OAuthJson.UPDATE_CONSUMER)
        .policy(OAuthPolicy.UPDATE_CONSUMER)
        .to(this::update);
    routes.delete(one).policy(OAuthPolicy.DELETE_CONSUMER).to(this::delete);
  }

  private Response list(Request request) {
    return Answers.list(
        request,
        "consumers",
        oauth.consumers(),
        (json, consumer) -> OAuthJson.write(json, consumer, request.baseUrl()));
  }

  private Response create(Request request) {
    var made = OAuthJson.read(request.body().path("consumer"), entropy);
    oauth.create(made);
    return Answers.one(
        201,
        "consumer",
        made,
        (json, consumer) -> {
          OAuthJson.write(json, consumer, request.baseUrl());
          // The only time that it is shown.
          json.writeStringProperty("secret", consumer.secret());
        });
  }

  private Response show(Request request) {
    return one(request, existing(request));
  }

  private Response update(Request request) {
    var after = OAuthJson.merge(existing(request), request.body().path("consumer"));
    oauth.update(after);
    return one(request, after);
  }

  private Response delete(Request request) {
    oauth.deleteConsumer(request.parameter("consumer_id"));
    return Answers.none();
  }

  private Consumer existing(Request request) {
    var id = request.parameter("consumer_id");
    return oauth.consumer(id).orElseThrow(() -> Refusals.notFound("Consumer", id));
  }

  private static Response one(Request request, Consumer consumer) {
    return Answers.one(
        200,
        "consumer",
        consumer,
        (json, shown) -> OAuthJson.write(json, shown, request.baseUrl()));
  }
}
