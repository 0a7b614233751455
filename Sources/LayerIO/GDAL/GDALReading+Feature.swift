import CGDAL
import Geometry

/// The geometry and the values of one feature.
extension GDALReading {
  /// Adds the geometry of a feature, or what is left of it, and tells what is wrong with it.
  mutating func appendGeometry(of feature: OGRFeatureH) -> FeatureProblem? {
    if let x = xField, let y = yField { return unsafe appendPoint(feature, x, y) }
    if let field = textField { return unsafe appendText(feature, field) }
    guard let shape = unsafe OGR_F_GetGeometryRef(feature) else {
      return pendingMessage().map {
        FeatureProblem(reason: .brokenGeometry, detail: Wording(verbatim: $0))
      }
    }
    return unsafe append(shape)
  }

  private mutating func append(_ shape: OGRGeometryH) -> FeatureProblem? {
    unsafe geometry.append(shape, &notes)
    return notes.broken.map { .broken($0) }
  }

  /// Adds the geometry that a column holds as text; all features must be in the same system.
  private mutating func appendText(_ feature: OGRFeatureH, _ field: Int) -> FeatureProblem? {
    let written = unsafe text(OGR_F_GetFieldAsString(feature, Int32(field))) ?? ""
    guard written.contains(where: { !$0.isWhitespace }) else { return nil }
    do throws(GeometryText.Failure) {
      let shape = try GeometryText(written)
      textSystem = textSystem ?? shape.system
      guard shape.system == nil || shape.system == textSystem else {
        return otherSystem(shape.system)
      }
      return unsafe append(shape.geometry)
    } catch {
      return FeatureProblem(reason: .brokenGeometry, detail: error.detail)
    }
  }

  private func otherSystem(_ system: String?) -> FeatureProblem {
    let (other, first) = (system ?? "", textSystem ?? "")
    return FeatureProblem(
      reason: .badCoordinate,
      detail: Wording(
        en: "the text of the geometry says \(other), that of features before it \(first)",
        nl: "de tekst van de geometrie noemt \(other), die van eerdere objecten \(first)"))
  }

  private mutating func pendingMessage() -> String? {
    defer { messagesSeen = messages.texts.count }
    return messages.texts.count > messagesSeen ? messages.texts.last : nil
  }

  /// Position of the feature under way in its layer, counted from 1.
  func number(of feature: OGRFeatureH) -> Int {
    guard let window else { return read }
    return unsafe Int(OGR_F_GetFID(feature)) - window.firstID + 1
  }

  private mutating func appendPoint(_ feature: OGRFeatureH, _ x: Int, _ y: Int) -> FeatureProblem? {
    let east = unsafe coordinate(of: feature, x)
    let north = unsafe coordinate(of: feature, y)
    if east == .none && north == .none { return nil }
    guard let position = coordinates.position(east, north, at: geometry.positions.count) else {
      return FeatureProblem(
        reason: .badCoordinate,
        detail: Wording(
          en: "'\(east.text)', '\(north.text)' are not two numbers",
          nl: "'\(east.text)', '\(north.text)' zijn geen twee getallen"))
    }
    geometry.append(position)
    geometry.endPath(.point)
    return nil
  }

  /// A coordinate that stands in a field.
  private mutating func coordinate(
    of feature: OGRFeatureH, _ field: Int
  ) -> WrittenCoordinates.Value {
    switch unsafe value(of: feature, field) {
    case .integer(let number): .number(Double(number))
    case .number(let number): .number(number)
    case let other: other.codeText.map { .text($0) } ?? .none
    }
  }

  /// The value of a field, of the type that its format gives it.
  mutating func value(of feature: OGRFeatureH, _ field: Int) -> AttributeValue {
    let index = Int32(field)
    if !unusual.isEmpty, let value = unsafe unusual[field]?[Int(OGR_F_GetFID(feature))] {
      return value
    }
    if !typed.isEmpty, let value = typed[field]?[read] { return value }
    guard unsafe OGR_F_IsFieldSetAndNotNull(feature, index) != 0 else { return .null }
    switch layer.kind(ofField: field) {
    case OFTInteger where layer.isBoolean(field):
      return unsafe .boolean(OGR_F_GetFieldAsInteger(feature, index) != 0)
    case OFTInteger, OFTInteger64: return unsafe .integer(OGR_F_GetFieldAsInteger64(feature, index))
    case OFTReal: return unsafe .number(OGR_F_GetFieldAsDouble(feature, index))
    case OFTBinary: return .null
    default:
      let found = unsafe decoded(OGR_F_GetFieldAsString(feature, index))
      isMended = isMended || found?.isMended ?? false
      return .text(found?.text ?? "")
    }
  }
}
