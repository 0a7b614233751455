import Foundation
import OpportunityMap
import Pipeline
import ProjectFile

/// Prints a line for each asset of a saved stack: the bits of its score, then those of the severity that counts in
/// it for each theme, in hexadecimal digits. Without weights it takes those of the run.
func printScores(_ folder: String, weights: [Double]) throws {
  let threads = ProcessInfo.processInfo.activeProcessorCount
  let stack = try SavedStack.load(folder: folder)
  var map = stack.map(of: stack.project, threads: threads)
  if !weights.isEmpty { map = map.weighing(weights) }
  let scores = map.scores
  var lines = ""
  for asset in scores.scores.indices {
    let severities = (0..<scores.themeCount).map { theme in
      scores.scoredSeverity(at: asset * scores.themeCount + theme)
    }
    lines += ([scores.scores[asset]] + severities).map { String($0.bitPattern, radix: 16) }
      .joined(separator: " ")
    lines += "\n"
  }
  FileHandle.standardOutput.write(Data(lines.utf8))
}
