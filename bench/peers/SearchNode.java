import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** OpenSearch as a single node on loopback, from its published jars: SearchNode FOLDER PORT. Prints "ready". */
public final class SearchNode extends Node {
    private SearchNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class), true);
    }

    public static void main(String[] args) throws Exception {
        Path config = Files.createDirectories(Path.of(args[0], "config"));
        Settings settings = Settings.builder()
            .put("path.home", args[0])
            .put("node.name", "bench")
            .put("cluster.name", "bench")
            .put("discovery.type", "single-node")
            .put("network.host", "127.0.0.1")
            .put("http.port", args[1])
            .put("transport.port", "0")
            .put("transport.type", "netty4")
            .put("http.type", "netty4")
            .build();
        new SearchNode(new Environment(settings, config)).start();
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
