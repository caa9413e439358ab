package io.gasket.tls.interop.peer;

import io.gasket.tls.event.EventSink;
import io.gasket.tls.spec.ContentType;

/** The longest fragments that our side sent and received, as the records' headers tell them. */
public final class SeenRecords implements EventSink {
  private int sentHandshake;
  private int sentData;
  private int receivedHandshake;
  private int receivedData;

  @Override
  public synchronized void record(Object attachment, boolean sent, int type, int length) {
    if (type == ContentType.HANDSHAKE) {
      sentHandshake = sent ? Math.max(sentHandshake, length) : sentHandshake;
      receivedHandshake = sent ? receivedHandshake : Math.max(receivedHandshake, length);
    } else if (type == ContentType.APPLICATION_DATA) {
      sentData = sent ? Math.max(sentData, length) : sentData;
      receivedData = sent ? receivedData : Math.max(receivedData, length);
    }
  }

  /** Of handshake messages that we sent. */
  public synchronized int sentHandshake() {
    return sentHandshake;
  }

  /** Of handshake messages that we received. */
  public synchronized int receivedHandshake() {
    return receivedHandshake;
  }

  /** Of application data that we sent, protection included. */
  public synchronized int sentData() {
    return sentData;
  }

  /** Of application data that we received, protection included. */
  public synchronized int receivedData() {
    return receivedData;
  }
}
