package io.gasket.tls.trust;

/** What the peer whose certificates are judged is. */
public enum PeerRole {
  /**
   * The peer is a server: its certificate must be good for server authentication and for the host
   * name.
   */
  SERVER("serverAuth", "1.3.6.1.5.5.7.3.1"),
  /** The peer is a client: its certificate must be good for client authentication. */
  CLIENT("clientAuth", "1.3.6.1.5.5.7.3.2");

  private final String purpose;
  private final String purposeOid;

  PeerRole(String purpose, String purposeOid) {
    this.purpose = purpose;
    this.purposeOid = purposeOid;
  }

  /** The name of the key purpose that the role asks for (RFC 5280 4.2.1.12). */
  String purpose() {
    return purpose;
  }

  /** The object identifier of {@link #purpose()}. */
  String purposeOid() {
    return purposeOid;
  }
}
