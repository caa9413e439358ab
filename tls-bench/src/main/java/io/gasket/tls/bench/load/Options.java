package io.gasket.tls.bench.load;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A command line of {@code --name value} pairs over defaults. Immutable. */
public final class Options {
  private static final String DASHES = "--";

  private final Map<String, Option> options;

  /** A value, and what it is for. */
  private record Option(String value, String meaning) {}

  private Options(Map<String, Option> options) {
    this.options = options;
  }

  /** No options yet. */
  public static Options none() {
    return new Options(Map.of());
  }

  /** Adds an option. */
  public Options option(String name, String standard, String meaning) {
    Map<String, Option> more = new LinkedHashMap<>(options);
    more.put(name, new Option(standard, meaning));
    return new Options(more);
  }

  /** Takes values from a command line. */
  Options with(String[] args) throws ProgramFailure {
    Map<String, Option> set = new LinkedHashMap<>(options);
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].startsWith(DASHES) ? args[i].substring(DASHES.length()) : "";
      Option option = options.get(name);
      if (option == null) {
        throw new ProgramFailure("no such option: " + args[i] + "\n" + help().stripTrailing());
      }
      if (i + 1 == args.length) {
        throw new ProgramFailure(args[i] + " wants a value: " + option.meaning());
      }
      set.put(name, new Option(args[i + 1], option.meaning()));
    }
    return new Options(set);
  }

  /** One line for each option. */
  String help() {
    StringBuilder text = new StringBuilder();
    options.forEach(
        (name, option) ->
            text.append(
                "  %-14s %s (%s)%n".formatted(DASHES + name, option.meaning(), option.value)));
    return text.toString();
  }

  /** A value as it is. */
  public String text(String name) {
    return options.get(name).value();
  }

  /** A whole number of at least {@code least}. */
  public int number(String name, int least) throws ProgramFailure {
    return number(name, text(name), least);
  }

  /** What stands between commas. */
  public List<String> list(String name) {
    return Arrays.stream(text(name).split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  private static int number(String name, String text, int least) throws ProgramFailure {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new ProgramFailure(
        DASHES + name + " wants a whole number of at least " + least + ", not \"" + text + "\"");
  }
}
