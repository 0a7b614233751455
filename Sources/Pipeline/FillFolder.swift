import Publishing

/// Fills the output folder at a path: what `make` writes is put in place as one step when it returns, with
/// what `obsolete` names removed; nothing is left of it when it throws or the control cancels.
/// - Throws: `ProductError`, `CancellationError` after the control's `cancel`, and what `make` throws.
package func fillFolder<Result>(
  _ path: String, _ control: JobControl, obsolete: (Result) -> [String] = { _ in [] },
  _ make: (ProductFolder) throws -> Result
) throws -> Result {
  let folder = try ProductFolder(path: path)
  control.onCancel { folder.discard() }
  do {
    let result = try control.interrupting { try make(folder) }
    try folder.publish(obsolete: obsolete(result))
    return result
  } catch {
    folder.discard()
    try control.checkCancelled()
    throw error
  }
}
