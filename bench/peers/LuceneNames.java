import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.MMapDirectory;

/**
 * Finds names with Lucene as screening tools use it: terms with up to two edits (fuzziness AUTO, 50 expansions), or
 * trigrams of which 70 % must be there; the best 50 documents.
 *
 * <p>LuceneNames LIST QUERIES FOLDER fuzzy|trigram LIMIT prints a line of JSON. LIST and QUERIES as names_make makes
 * them. One thread; a fifth of the questions is asked before to warm up.
 */
public final class LuceneNames {
    private static final int BEST = 50;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static Analyzer analyzer(boolean trigrams) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer words = new StandardTokenizer();
                TokenStream lower = new LowerCaseFilter(words);
                return new TokenStreamComponents(words, trigrams ? new NGramTokenFilter(lower, 3, 3, true) : lower);
            }
        };
    }

    private static List<String> terms(Analyzer analyzer, String text) throws IOException {
        List<String> out = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("name", text)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) out.add(term.toString());
            stream.end();
        }
        return out;
    }

    private static Query query(Analyzer analyzer, String name, boolean trigrams) throws IOException {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        List<String> terms = terms(analyzer, name);
        for (String t : terms) {
            int edits = t.length() < 3 ? 0 : t.length() < 6 ? 1 : 2;
            Term term = new Term("name", t);
            Query one = trigrams || edits == 0 ? new TermQuery(term) : new FuzzyQuery(term, edits, 0, 50, true);
            all.add(one, BooleanClause.Occur.SHOULD);
        }
        if (trigrams) all.setMinimumNumberShouldMatch(Math.max(1, terms.size() * 7 / 10));
        return all.build();
    }

    private static long build(String list, MMapDirectory folder, Analyzer analyzer) throws IOException {
        long began = System.nanoTime();
        IndexWriterConfig config = new IndexWriterConfig(analyzer).setRAMBufferSizeMB(256);
        try (IndexWriter writer = new IndexWriter(folder, config);
             BufferedReader in = Files.newBufferedReader(Paths.get(list))) {
            for (String line; (line = in.readLine()) != null;) {
                String[] column = line.split("\t");
                if (column.length < 4) continue;
                Document d = new Document();
                d.add(new StoredField("id", column[0]));
                d.add(new TextField("name", column[3], Field.Store.NO));
                writer.addDocument(d);
            }
            writer.forceMerge(1);
        }
        return System.nanoTime() - began;
    }

    private static long bytes(Path folder) throws IOException {
        long sum = 0;
        try (var files = Files.list(folder)) {
            for (Path p : (Iterable<Path>) files::iterator) sum += Files.size(p);
        }
        return sum;
    }

    public static void main(String[] args) throws IOException {
        boolean trigrams = args[3].equals("trigram");
        BooleanQuery.setMaxClauseCount(1 << 16);
        Analyzer analyzer = analyzer(trigrams);
        Path path = Paths.get(args[2]);
        try (MMapDirectory folder = new MMapDirectory(path)) {
            long built = build(args[0], folder, analyzer);
            try (DirectoryReader reader = DirectoryReader.open(folder)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                List<String> rows = Files.readAllLines(Paths.get(args[1]));
                rows = rows.subList(0, Math.min(rows.size(), Integer.parseInt(args[4])));
                for (int i = 0; i < rows.size() / 5; i++) ask(searcher, analyzer, rows.get(i), trigrams, null);
                double[] micros = new double[rows.size()];
                int found = 0;
                for (int i = 0; i < rows.size(); i++) found += ask(searcher, analyzer, rows.get(i), trigrams,
                        new Clock(micros, i));
                Arrays.sort(micros);
                System.out.printf("{\"build_s\":%.2f,\"bytes\":%d,\"n\":%d,\"found\":%d,\"mean_us\":%.1f,\"p50_us\":%.1f,"
                        + "\"p99_us\":%.1f}%n", built / 1e9, bytes(path), rows.size(), found,
                        Arrays.stream(micros).average().orElse(0), micros[micros.length / 2],
                        micros[micros.length * 99 / 100]);
            }
        }
    }

    private static final class Clock {
        final double[] micros;
        final int at;

        Clock(double[] micros, int at) {
            this.micros = micros;
            this.at = at;
        }
    }

    private static int ask(IndexSearcher searcher, Analyzer analyzer, String row, boolean trigrams, Clock clock)
            throws IOException {
        String[] column = row.split("\t");
        long began = CPU.getCurrentThreadCpuTime();
        String name = column[column.length - 1];
        ScoreDoc[] best = searcher.search(query(analyzer, name, trigrams), BEST).scoreDocs;
        int found = 0;
        for (ScoreDoc d : best)
            if (searcher.doc(d.doc).get("id").equals(column[1])) found = 1;
        if (clock != null) clock.micros[clock.at] = (CPU.getCurrentThreadCpuTime() - began) / 1e3;
        return column.length == 3 ? found : 0;
    }
}
