package cairn.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdTest {
  @Test
  void readsTheCanonicalFormOnly() {
    assertThat(Id.parse("6F9619FF-8B86-D011-B42D-00CF4FC964FF")).isPresent();
    assertThat(Id.parse("1-1-1-1-1")).isEmpty();
    assertThat(Id.parse("")).isEmpty();
    assertThat(Id.parse("not-a-uuid-but-thirty-six-characters")).isEmpty();
  }
}
