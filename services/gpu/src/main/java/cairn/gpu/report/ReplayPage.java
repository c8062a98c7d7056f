package cairn.gpu.report;

import cairn.gpu.replay.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page on a replay: the table, and for each workload the plots. As HTML it holds its plots, as
 * Markdown it names them. Immutable.
 */
public final class ReplayPage {
  private final String command;
  private final List<Summary> summaries;
  private final int target;

  /** The page of what that command line gave. */
  public ReplayPage(String command, List<Summary> summaries, int target) {
    this.command = command;
    this.summaries = List.copyOf(summaries);
    this.target = target;
  }

  /** One document with everything in it. */
  public String html() {
    var page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">\n");
    page.append("<title>GPU replay</title>\n<style>body{font-family:sans-serif;margin:2em}");
    page.append("td,th{padding:2px 10px;text-align:right}td:first-child,td:nth-child(2){");
    page.append("text-align:left}</style>\n<h1>GPU replay</h1>\n<pre>");
    page.append(Svg.escaped(command)).append("</pre>\n<table>\n");
    for (var row : table()) {
      page.append("<tr>");
      row.forEach(cell -> page.append("<td>").append(Svg.escaped(cell)).append("</td>"));
      page.append("</tr>\n");
    }
    page.append("</table>\n");
    plots().values().forEach(page::append);
    return page.append("</html>\n").toString();
  }

  /** A document that shows the plots by their names, which lie beside it. */
  public String markdown() {
    var page = new StringBuilder("# GPU replay\n\n    ").append(command).append("\n\n");
    var rows = table();
    for (var i = 0; i < rows.size(); i++) {
      page.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        page.append("| --- | --- |").append(" ---: |".repeat(rows.get(0).size() - 2)).append('\n');
      }
    }
    page.append('\n');
    plots()
        .keySet()
        .forEach(name -> page.append("![").append(name).append("](").append(name).append(")\n\n"));
    return page.toString().stripTrailing() + "\n";
  }

  private List<List<String>> table() {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of(
            "workload",
            "policy",
            "seeds",
            "at 100 %",
            "published",
            "at " + target + " %",
            "published",
            "deviation",
            "equal runs"));
    for (var summary : summaries) {
      rows.add(
          List.of(
              summary.workload(),
              summary.policy(),
              Integer.toString(summary.runs().size()),
              Figures.allocation(summary, 100),
              Figures.published(summary, 100),
              Figures.allocation(summary, target),
              Figures.published(summary, target),
              Figures.deviation(summary, target),
              Figures.equalRuns(summary)));
    }
    return rows;
  }

  /** The plots by the names of their files. */
  public Map<String, String> plots() {
    var plots = new LinkedHashMap<String, String>();
    for (var workload : summaries.stream().map(Summary::workload).distinct().toList()) {
      var of = summaries.stream().filter(summary -> summary.workload().equals(workload)).toList();
      var file = workload.replaceAll("[^A-Za-z0-9._-]", "_");
      plots.put(file + "-allocation.svg", allocation(workload, of, 0));
      if (target > 80) {
        plots.put(file + "-allocation-end.svg", allocation(workload, of, 80));
      }
      plots.put(file + "-fragments.svg", fragments(workload, of));
      plots.put(file + "-stranded.svg", stranded(workload, of));
    }
    return plots;
  }

  private String allocation(String workload, List<Summary> of, int from) {
    var chart = new LineChart("GPU allocated against load, " + workload, from, target);
    of.forEach(summary -> chart.add(summary.policy(), summary::allocation));
    return chart.svg();
  }

  private String fragments(String workload, List<Summary> of) {
    var chart = new LineChart("Fragments, of all GPU, against load, " + workload, 0, target);
    of.forEach(summary -> chart.add(summary.policy(), summary::fragments));
    return chart.svg();
  }

  private String stranded(String workload, List<Summary> of) {
    var chart =
        new BarChart(
            "GPUs by model at the end, " + workload, List.of("allocated", "stranded", "idle"));
    for (var summary : of) {
      for (var model : summary.stranded()) {
        var idle = model.capacity() - model.allocated();
        chart.add(
            summary.policy() + ", " + model.model(),
            "%s of %.0f stranded".formatted(Svg.number(model.fragments(), 1), model.capacity()),
            model.allocated() / model.capacity(),
            model.fragments() / model.capacity(),
            (idle - model.fragments()) / model.capacity());
      }
    }
    return chart.svg();
  }
}
