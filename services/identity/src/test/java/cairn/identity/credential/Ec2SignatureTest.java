package cairn.identity.credential;

import static org.assertj.core.api.Assertions.assertThat;

import cairn.common.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The signatures are those that keystoneclient's Ec2Signer makes of the same requests. */
class Ec2SignatureTest {
  private static final String SECRET = "a secret key";
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        """
        {"SignatureVersion":"0","Action":"Describe","Timestamp":"2999-01-01T00:00:00Z"}|{}|5cAWbwwvDcnLL4IhINBPkjGaI4w=\
        """,
        """
        {"SignatureVersion":"1","AWSAccessKeyId":"AK","action":"x","B":"y"}|{}|FpbPuuG4p6McswwM3xkLFjaCdKk=\
        """,
        """
        {"SignatureVersion":"2","AWSAccessKeyId":"AK","Action":"Describe Instances","Name":"é~*"}|{}|XiP1t8yExdOBdncW7ytoEtwfSM38kq3dAWUsDQPsE5g=\
        """,
        """
        {"SignatureVersion":"2","AWSAccessKeyId":"AK","Action":"Describe Instances","Name":"é~*"}|{}|p08Rpz6pVgh4+x9H7lGPA8T56HsruITj6yvKOOJ4iXg=\
        """,
        """
        {"Action":"Describe","A":"b c"}|{"Host":"ec2.example:8773","X-Amz-Date":"29990101T000000Z","User-Agent":"x","Authorization":"AWS4-HMAC-SHA256 Credential=AK/29990101/RegionOne/ec2/aws4_request,SignedHeaders=host;x-amz-date,Signature=zz"}|9b64c61bf82c87b7a2b26d6ee5b9276e819616eea7364d53e43b0f106d9e3a37\
        """,
        """
        {"X-Amz-Algorithm":"AWS4-HMAC-SHA256","X-Amz-Credential":"AK/29990101/RegionOne/ec2/aws4_request","X-Amz-SignedHeaders":"host","X-Amz-Date":"29990101T000000Z"}|{"Host":"ec2.example:8773"}|ecadae2dcee9dd1fff655c80d30cddc065a1d44130343e54d24b7e587a394eb0\
        """
      })
  void signaturesAreThoseOfTheClient(String params, String headers, String signature) {
    assertThat(Ec2Signature.matches(SECRET, Json.parse(request(params, headers, signature))))
        .isTrue();
    assertThat(Ec2Signature.matches("another", Json.parse(request(params, headers, signature))))
        .isFalse();
  }

  private static String request(String params, String headers, String signature) {
    return """
    {"verb": "GET", "host": "ec2.example:8773", "path": "/services/Cloud", "params": %s,
     "headers": %s, "body_hash": "%s", "signature": "%s"}\
    """
        .formatted(params, headers, EMPTY, signature);
  }

  @ParameterizedTest
  @CsvSource({
    "{}",
    "{\"signature\":\"x\"}",
    "{\"signature\":\"x\";\"params\":{\"SignatureVersion\":\"9\"}}",
    "{\"signature\":7;\"params\":[1]}"
  })
  void nonsenseIsNoSignature(String request) {
    assertThat(Ec2Signature.matches(SECRET, Json.parse(request.replace(';', ',')))).isFalse();
  }
}
