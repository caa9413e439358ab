package io.gasket.tls.interop.options;

import io.gasket.tls.credential.Credential;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A host name bound to a certificate: {@code example.org=chain.pem,key.pem}, the host also with a
 * leading wildcard, the key left out when it is in the chain's file.
 */
record Binding(String host, Path certificate, Path key) {

  Credential credential(char[] keyPassword) throws IOException {
    return Credential.fromPem(certificate, key, keyPassword);
  }

  static final class Converter implements ITypeConverter<Binding> {
    @Override
    public Binding convert(String text) {
      int equals = text.indexOf('=');
      String[] files = text.substring(equals + 1).split(",", -1);
      boolean named = equals > 0 && files.length <= 2;
      if (!named || files[0].isEmpty() || files[files.length - 1].isEmpty()) {
        throw new TypeConversionException("'" + text + "' is not HOST=CHAIN.pem,KEY.pem");
      }
      return new Binding(
          text.substring(0, equals), Path.of(files[0]), Path.of(files[files.length - 1]));
    }
  }
}
