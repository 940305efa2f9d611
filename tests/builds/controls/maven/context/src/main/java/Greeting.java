public class Greeting {
    public static void main(String[] arguments) {
        System.out.println("hello, " + System.getProperty("file.encoding"));
    }
}
