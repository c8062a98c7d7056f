package cairn.identity.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures are those that Python's oauthlib makes of the same request. */
class SignedRequestTest {
  @ParameterizedTest
  @CsvSource({
    "HMAC-SHA1, 9M2P9VPf9TtEQ+bEwJ5kXywsxtI=",
    "HMAC-SHA256, G6oP8tmybdo33t+amnt3/lRyARgj24V1zt8Zr7rBPkM=",
    "PLAINTEXT, sec%20ret&tok%26en"
  })
  void signaturesAreThoseOfTheLibrary(String method, String signature) {
    var parameters =
        new LinkedHashMap<>(
            Map.of(
                "oauth_nonce", "12345",
                "oauth_timestamp", "1700000000",
                "oauth_version", "1.0",
                "oauth_consumer_key", "abcdef",
                "oauth_token", "0123",
                "realm", "not signed"));
    parameters.put("oauth_signature_method", method);
    parameters.put("oauth_signature", signature);
    var request =
        new SignedRequest(
            "post",
            "HTTP://Cloud.Example:80/identity/v3/auth/tokens",
            List.of(
                new SignedRequest.Parameter("b", "2"),
                new SignedRequest.Parameter("a", "x y"),
                new SignedRequest.Parameter("a", "1")),
            parameters);
    assertThat(request.signedWith("sec ret", "tok&en")).isTrue();
    assertThat(request.signedWith("sec ret", "token")).isFalse();
    assertThat(request.signedWith("", "")).isFalse();
  }
}
