import java.nio.charset.Charset;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

/** Needs a module besides java.base, and the locale of the image. */
public class Greeting {
    public static void main(String[] arguments) throws Exception {
        var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        System.out.println(List.of(Charset.defaultCharset(), parser.isNamespaceAware()));
        System.out.println("Gr\u00fc\u00dfe");
    }
}
