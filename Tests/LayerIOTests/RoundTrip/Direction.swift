import Foundation
import Geometry

/// The unit vector of an angle.
func direction(_ angle: Double) -> Position { Position(cos(angle), sin(angle)) }
