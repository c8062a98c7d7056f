package cairn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cairn.common.CloudException;
import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void decodes() {
    var query = Query.parse("a=1&b&a=%20x+y&=z&c=d=e");
    assertThat(query.all("a")).containsExactly("1", " x y");
    assertThat(query.last("b")).contains("");
    assertThat(query.last("c")).contains("d=e");
    assertThat(query.names()).containsExactly("a", "b", "c");
  }

  @Test
  void refusesBrokenValues() {
    assertThatThrownBy(() -> Query.parse("a=%zz")).isInstanceOf(CloudException.class);
    assertThatThrownBy(() -> Query.parse("limit=-1").integer("limit"))
        .isInstanceOf(CloudException.class)
        .hasMessageContaining("limit");
  }
}
