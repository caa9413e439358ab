package io.gasket.tls.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gasket.tls.crypto.compose.CryptoProviders;
import io.gasket.tls.spec.NamedGroup;
import io.gasket.tls.testing.Providers;
import java.security.InvalidKeyException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Key agreement (P7; RFC 8422 5.4, 5.10, 5.11)")
class GroupsTest {

  static Stream<Arguments> providersAndGroups() {
    return Providers.withEveryName()
        .flatMap(provider -> NamedGroup.all().stream().map(group -> Arguments.of(provider, group)));
  }

  @ParameterizedTest
  @MethodSource("io.gasket.tls.testing.Providers#withEveryName")
  void allAreSupported(CryptoProvider provider) {
    assertEquals(EnumSet.allOf(NamedGroup.class), provider.groups().supported());
  }

  @ParameterizedTest
  @MethodSource("providersAndGroups")
  @DisplayName("two libraries agree; the public value is a copy")
  void agrees(CryptoProvider provider, NamedGroup group) throws Exception {
    CryptoProvider other = CryptoProviders.byName(provider.name().equals("jca") ? "bc" : "jca");
    KeyShare ours = provider.groups().generate(group, provider.random());
    KeyShare theirs = other.groups().generate(group, other.random());
    assertEquals(group, ours.group());
    assertEquals(group.publicLength(), ours.publicValue().length);
    Arrays.fill(ours.publicValue(), (byte) 0);

    byte[] secret = ours.agree(theirs.publicValue());
    assertEquals(group.fieldLength(), secret.length);
    assertArrayEquals(secret, theirs.agree(ours.publicValue()));
    ours.destroy();
    ours.destroy();
  }

  @ParameterizedTest
  @MethodSource("providersAndGroups")
  @DisplayName("any bytes but a public value of the group give InvalidKeyException")
  void hostilePeers(CryptoProvider provider, NamedGroup group) throws Exception {
    KeyShare share = provider.groups().generate(group, provider.random());
    byte[] good = share.publicValue();
    for (int length = 0; length <= good.length + 1; length++) {
      if (length != good.length) {
        assertRefused(share, Arrays.copyOf(good, length));
      }
    }
    byte[] zero = new byte[good.length];
    assertRefused(share, zero);
    if (group.isWeierstrass()) {
      zero[0] = 4;
      assertRefused(share, zero);
      for (int form : new int[] {0, 2, 3, 5, 6, 7, 0x84, 0xff}) {
        byte[] other = good.clone();
        other[0] = (byte) form;
        assertRefused(share, other);
      }
      Random random = new Random(1);
      for (int bit = 0; bit < 40; bit++) {
        byte[] off = good.clone();
        off[1 + random.nextInt(good.length - 1)] ^= (byte) (1 << random.nextInt(8));
        assertRefused(share, off);
      }
      byte[] large = new byte[good.length];
      Arrays.fill(large, (byte) 0xff);
      large[0] = 4;
      assertRefused(share, large);
    }
  }

  private static void assertRefused(KeyShare share, byte[] peer) {
    assertThrows(InvalidKeyException.class, () -> share.agree(peer));
  }
}
