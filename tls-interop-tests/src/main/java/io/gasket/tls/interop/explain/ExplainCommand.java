package io.gasket.tls.interop.explain;

import io.gasket.tls.interop.options.ProgramFailure;
import io.gasket.tls.spec.Alert;
import io.gasket.tls.spec.Explanation;
import io.gasket.tls.spec.Reason;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code explain}: what an alert or a reason means, what lies behind it and what to do (C4). */
@Command(
    name = "explain",
    description = {
      "Tells what an alert or a reason means, its likely causes and what to do.",
      "Alerts are what both sides see on the wire; reasons are this library's finer causes. A "
          + "number or name that stands for one of each explains both. Without arguments it lists "
          + "all."
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ALERT|REASON",
      arity = "0..*",
      description = "Number or name, for example 43, unsupported_certificate or 407")
  private List<String> subjects = List.of();

  @Override
  public Integer call() throws ProgramFailure {
    List<String> texts = new ArrayList<>();
    for (String subject : subjects) {
      texts.addAll(about(subject));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(subjects.isEmpty() ? list() : String.join("\n", texts));
    out.flush();
    return 0;
  }

  private static List<String> about(String subject) throws ProgramFailure {
    List<String> texts = new ArrayList<>();
    for (Alert alert : Alert.values()) {
      if (means(subject, alert.code(), alert.name())) {
        texts.add(
            text(
                "Alert " + alert.code() + ", " + alert.rfcName(),
                alert.meaning(),
                Explanation.of(alert)));
      }
    }
    for (Reason reason : Reason.values()) {
      if (means(subject, reason.number(), reason.name())) {
        texts.add(
            text(
                "Reason " + reason.number() + ", " + reason.name(),
                reason.meaning(),
                Explanation.of(reason)));
      }
    }
    if (texts.isEmpty()) {
      throw ProgramFailure.badArguments(
          "no alert or reason is '" + subject + "'; explain without arguments lists all");
    }
    return texts;
  }

  private static boolean means(String subject, int number, String name) {
    return subject.equals(Integer.toString(number))
        || subject.replace('-', '_').equalsIgnoreCase(name);
  }

  private static String text(String head, String meaning, Explanation explanation) {
    return """
    %s
      Meaning: %s
      Likely causes: %s
      What to do: %s
    """
        .formatted(head, meaning, explanation.causes(), explanation.remedy());
  }

  private static String list() {
    StringBuilder list = new StringBuilder("Alerts\n");
    for (Alert alert : Alert.values()) {
      list.append("  %3d %s: %s\n".formatted(alert.code(), alert.rfcName(), alert.meaning()));
    }
    list.append("Reasons\n");
    for (Reason reason : Reason.values()) {
      list.append("  %3d %s: %s\n".formatted(reason.number(), reason, reason.meaning()));
    }
    return list.toString();
  }
}
