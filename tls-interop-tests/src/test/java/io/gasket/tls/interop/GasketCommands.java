package io.gasket.tls.interop;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the programs of {@code gasket.jar} are called and take. */
public final class GasketCommands {
  private GasketCommands() {}

  /** The long options of each program, {@code --help} left out. */
  public static Map<String, Set<String>> options() {
    Map<String, Set<String>> options = new TreeMap<>();
    Main.commandLine()
        .getSubcommands()
        .forEach(
            (name, program) -> {
              Set<String> names = new TreeSet<>();
              program.getCommandSpec().options().forEach(option -> names.add(option.longestName()));
              names.remove("--help");
              options.put(name, names);
            });
    return options;
  }
}
