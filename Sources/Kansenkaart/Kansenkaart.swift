// The library's face: what is public in the rooms below, under one name. `tools/face.d/types` lists the
// types; everything else is for our own modules.
@_exported import Geometry
@_exported import LayerIO
@_exported import LayerStack
@_exported import OpportunityMap
@_exported import Pipeline
@_exported import ProjectBundling
@_exported import ProjectFile
@_exported import Publishing
@_exported import Report
@_exported import Tables
@_exported import Workers
