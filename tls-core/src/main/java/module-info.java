/**
 * The TLS 1.2 engine: sans-I/O, without threads or clocks of its own. Depends on bcprov's
 * lightweight API alone.
 */
module io.gasket.tls {
  requires org.bouncycastle.provider;
  requires static jdk.jfr;

  exports io.gasket.tls;
  exports io.gasket.tls.credential;
  exports io.gasket.tls.crypto;
  exports io.gasket.tls.crypto.bc;
  exports io.gasket.tls.crypto.compose;
  exports io.gasket.tls.crypto.jca;
  exports io.gasket.tls.crypto.zero;
  exports io.gasket.tls.event;
  exports io.gasket.tls.event.jfr;
  exports io.gasket.tls.record;
  exports io.gasket.tls.report;
  exports io.gasket.tls.session;
  exports io.gasket.tls.spec;
  exports io.gasket.tls.trust;
}
