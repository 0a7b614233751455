import Foundation
import Geometry
import Testing

@testable import Tiles

/// The pyramids as OGC's register and the Dutch guideline for tiling define them.
@Suite struct TileMatrixSetTests {
  @Test func `web Mercator has the register's scales and corner`() throws {
    let matrices = TileMatrixSet.webMercatorQuad
    #expect(abs(matrices.scaleDenominator(zoom: 0) - 559_082_264.028717) < 1e-5)
    #expect(abs(matrices.cellSize(zoom: 0) - 156543.033928041) < 1e-9)
    #expect(abs(matrices.origin.x + 20_037_508.3427892) < 1e-6)
    #expect(abs(matrices.scaleDenominator(zoom: 16) - 8530.91833540) < 1e-6)
    #expect(matrices.lastZoom == 24)
  }

  @Test func `the Dutch grid has its scales and corner`() throws {
    let matrices = TileMatrixSet.netherlandsRDNewQuad
    #expect(abs(matrices.scaleDenominator(zoom: 0) - 12_288_000) < 1e-6)
    #expect(matrices.origin == Position(-285401.92, 903401.92))
    #expect(matrices.cellSize(zoom: 14) == 0.21)
    // The square of the guideline, from 22598.08 north and to 595401.92 east.
    #expect(abs(matrices.bounds.minY - 22598.08) < 1e-6)
    #expect(abs(matrices.bounds.maxX - 595401.92) < 1e-6)
  }

  @Test func `the tower of Amersfoort is in the tiles that its coordinates give`() {
    // Longitude 5.38720621, latitude 52.15517440: by the formula of slippy maps 16/33748/21601.
    let part = webMercator(Position(5.38720621, 52.15517440))
    let mercator = TileMatrixSet.webMercatorQuad
    let place = mercator.place(part: part)
    #expect(place &>> 12 == TilePlace(33748, 21601))
    // RD 155000, 463000: (155000 + 285401.92) / 3440.64 / 256 = 0.5 of the side, both ways.
    let rd = TileMatrixSet.netherlandsRDNewQuad
    let middle = rd.place(part: rd.part(Position(155_000, 463_000)))
    #expect(middle == TilePlace(repeating: 1 << 24))
    let back = rd.position(middle) - Position(155_000, 463_000)
    #expect(abs(back.x) < 1e-6 && abs(back.y) < 1e-6)
  }

  @Test func `tiles outside a pyramid are none`() {
    let rd = TileMatrixSet.netherlandsRDNewQuad
    #expect(rd.contains(TileAddress(zoom: 3, column: 7, row: 7)))
    for tile in [
      TileAddress(zoom: 3, column: 8, row: 0), TileAddress(zoom: 3, column: 0, row: -1),
      TileAddress(zoom: 17, column: 0, row: 0), TileAddress(zoom: -1, column: 0, row: 0),
    ] { #expect(!rd.contains(tile)) }
  }
}
