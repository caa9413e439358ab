package io.gasket.tls.interop.options;

import io.gasket.tls.ClientContextBuilder;
import io.gasket.tls.ContextBuilder;
import io.gasket.tls.Renegotiation;
import io.gasket.tls.ServerContextBuilder;
import io.gasket.tls.event.EventSink;
import io.gasket.tls.session.SessionCache;
import io.gasket.tls.session.SessionStore;
import io.gasket.tls.spec.Alert;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether handshakes resume earlier ones, and whether a connection may repeat its own. */
public final class SessionOptions {
  private static final int MOST_SESSIONS = 1_000_000;

  /** Tells the user, who has asked for a renegotiation, that nothing will come of it. */
  private static final EventSink REFUSALS =
      new EventSink() {
        @Override
        public void alertReceived(Object attachment, boolean fatal, Alert alert, int code) {
          if (alert == Alert.NO_RENEGOTIATION) {
            System.err.println(attachment + " refuses to renegotiate");
          }
        }
      };

  @Option(
      names = "--tickets",
      paramLabel = "on|off",
      defaultValue = "on",
      converter = OnOff.Converter.class,
      description = "Resume by tickets (default: ${DEFAULT-VALUE})")
  private OnOff tickets;

  @Option(
      names = "--session-cache",
      paramLabel = "N",
      defaultValue = "" + SessionCache.DEFAULT_CAPACITY,
      description =
          "How many sessions are kept in memory to be resumed, 0 for none "
              + "(default: ${DEFAULT-VALUE})")
  private int sessions;

  @Option(
      names = "--renegotiation",
      paramLabel = "off|once|N",
      defaultValue = "off",
      converter = RenegotiationConverter.class,
      description =
          "How often either side may renegotiate a connection (default: ${DEFAULT-VALUE})")
  private Renegotiation renegotiation;

  /** Whether tickets are on. */
  boolean tickets() {
    return tickets == OnOff.ON;
  }

  /** A new store of the size asked for, or null for none. */
  SessionStore store() throws ProgramFailure {
    if (sessions < 0 || sessions > MOST_SESSIONS) {
      throw ProgramFailure.badArguments(
          "--session-cache must be 0 to " + MOST_SESSIONS + ", not " + sessions);
    }
    return sessions == 0 ? null : new SessionCache(sessions);
  }

  void describe(ServerContextBuilder builder) throws ProgramFailure {
    builder.tickets(tickets());
    describe(builder, store());
  }

  /**
   * As {@link #describe(ServerContextBuilder)}, for a client.
   *
   * @param store keeps its sessions; null for none
   */
  void describe(ClientContextBuilder builder, SessionStore store) {
    builder.tickets(tickets());
    describe((ContextBuilder<?>) builder, store);
  }

  private void describe(ContextBuilder<?> builder, SessionStore store) {
    builder.sessions(store).renegotiation(renegotiation);
    if (renegotiation.most() > 0) {
      builder.events(REFUSALS);
    }
  }

  /** Off, once, or a number. */
  static final class RenegotiationConverter implements ITypeConverter<Renegotiation> {
    @Override
    public Renegotiation convert(String text) {
      if (text.equals("off")) {
        return Renegotiation.OFF;
      }
      if (text.equals("once")) {
        return Renegotiation.upTo(1);
      }
      if (!text.matches("[0-9]{1,6}")) {
        throw new TypeConversionException(
            "'" + text + "' is not off, once or a number up to 999999");
      }
      return Renegotiation.upTo(Integer.parseInt(text));
    }
  }
}
