import Formats
import Foundation
import Geometry
import LayerIO
import LayerStack

/// A part of a stack, as `kansenkaart part` leaves it: what was measured in one strip, and what it was measured from.
/// docs/stack-format.md describes the file.
struct SavedPart: Sendable {
  static let fileName = "stack.part"
  private static let format = SectionFormat(magic: "KKPART \n", version: 1)

  /// The folder that it stands in.
  let folder: String
  let description: Description
  /// Lower bounds of all bands of the stack.
  let floors: [Double]
  let strip: StackStrip

  /// What a part was measured from. All parts of a stack have the same, but for number and project's path.
  struct Description: Sendable, Codable, Equatable {
    /// Version of the program that wrote it.
    var program: String
    /// Path of the project file from the folder of the part.
    var project: String
    /// Path of the project file as it was given.
    var projectAsGiven: String
    /// SHA-256 of the project file.
    var projectSHA256: String
    /// Whether every position went through PROJ itself.
    var exactProjection: Bool
    /// Every file that the stack comes from, with its hash.
    var inputs: [SavedInput]
    /// Neighbourhoods, planes with areas, and assets of the whole stack.
    var counts: StackDescription.Counts
    /// Number of the part, from 1.
    var part: Int
    /// Number of parts.
    var parts: Int
  }

  /// Writes a part into a folder's file.
  /// - Throws: `ProductError`.
  func write(to path: String, threads: Int) throws {
    var file = SectionFileWriter(Self.format)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    file.add("description", .bytes([UInt8](try encoder.encode(description))))
    file.add("floors", .float64(floors))
    file.add("bands", .int64([strip.bands.lowerBound, strip.bands.upperBound]))
    let arrays = strip.arrays
    file.add("places", .int64(arrays.placeCounts))
    file.add("places.members", .int32(arrays.members))
    file.add("places.starts", .int32(arrays.memberStarts))
    file.add("places.areas", .float64(arrays.areas))
    file.add("lengths", .int64(arrays.lengthCounts))
    file.add("lengths.places", .int32(arrays.lengthPlaces))
    file.add("lengths.owners", .int32(arrays.lengthOwners))
    file.add("lengths.units", .float64(arrays.lengths))
    try writeSections(file, to: path, threads: threads)
  }

  /// Loads the part in a folder; nothing is compared with others or with the inputs yet.
  /// - Throws: `MissingInput` where there is none, `PartError` where it is damaged or of another version.
  static func load(folder: String, threads: Int) throws -> SavedPart {
    let path = folder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else {
      throw MissingInput(
        paths: [path], remedy: "Name folders that 'kansenkaart part' wrote into.")
    }
    do {
      return try SavedPart(
        SectionFile(path: path, format: format, threads: threads), folder: folder)
    } catch SectionFileError.notThisKind {
      throw PartError.unfit(path, "This is no part of a stack.")
    } catch SectionFileError.otherVersion(let version) {
      throw PartError.unfit(path, "It is of version \(version); this program reads 1.")
    } catch SectionFileError.damaged(let how) {
      throw PartError.unfit(path, "It is damaged: \(how).")
    } catch is DecodingError {
      throw PartError.unfit(path, "It is damaged: its description can't be read.")
    }
  }

  private init(_ file: SectionFile, folder: String) throws {
    self.folder = folder
    description = try JSONDecoder().decode(
      Description.self, from: Data(try file.bytes("description")))
    floors = try file.float64("floors")
    let bands = try file.int64("bands")
    try file.check(
      bands.count == 2 && bands[0] >= 0 && bands[0] <= bands[1] && bands[1] <= floors.count,
      "bands")
    var arrays = StackStrip.Arrays()
    arrays.placeCounts = try file.int64("places")
    arrays.members = try file.int32("places.members")
    arrays.memberStarts = try file.int32("places.starts")
    arrays.areas = try file.float64("places.areas")
    arrays.lengthCounts = try file.int64("lengths")
    arrays.lengthPlaces = try file.int32("lengths.places")
    arrays.lengthOwners = try file.int32("lengths.owners")
    arrays.lengths = try file.float64("lengths.units")
    let counts = description.counts
    let owners = StackOwners(
      neighbourhoods: counts.neighbourhoods, planes: counts.planes, assets: counts.assets)
    guard let strip = StackStrip(bands: bands[0]..<bands[1], arrays, owners: owners) else {
      throw SectionFileError.damaged("section 'places' contradicts the others")
    }
    self.strip = strip
  }

  init(folder: String, description: Description, floors: [Double], strip: StackStrip) {
    (self.folder, self.description) = (folder, description)
    (self.floors, self.strip) = (floors, strip)
  }
}

extension SavedPart.Description {
  /// The first thing that another part was not made with or from, in words; nil where there is none.
  func difference(from other: SavedPart.Description) -> String? {
    if program != other.program { return "with another version of the program (\(program))" }
    if projectSHA256 != other.projectSHA256 { return "from another project file" }
    if exactProjection != other.exactProjection {
      return "with another choice of '--exact-projection'"
    }
    if let input = inputs.difference(from: other.inputs) { return "from another \(input)" }
    return counts == other.counts ? nil : "from other layers"
  }
}

extension [SavedInput] {
  /// The first source whose files differ from what they were.
  func difference(from other: [SavedInput]) -> String? {
    if let pair = zip(self, other).first(where: { $0 != $1 }) { return pair.0.source }
    return count == other.count ? nil : "list of sources"
  }
}
