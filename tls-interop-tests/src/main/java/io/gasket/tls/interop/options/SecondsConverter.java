package io.gasket.tls.interop.options;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A time in seconds, also with decimals: more than 0, at most a day. */
public final class SecondsConverter implements ITypeConverter<Duration> {
  private static final BigDecimal DAY = BigDecimal.valueOf(86_400);

  @Override
  public Duration convert(String text) {
    BigDecimal seconds;
    try {
      seconds = new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number of seconds");
    }
    Duration duration =
        seconds.abs().compareTo(DAY) > 0
            ? Duration.ZERO
            : Duration.ofNanos(seconds.movePointRight(9).longValue());
    if (duration.isZero() || duration.isNegative()) {
      throw new TypeConversionException("'" + text + "' is not 0.001 to 86400 seconds");
    }
    return duration;
  }
}
