import LayerIO
import Pipeline
import Tables

extension FeatureService {
  /// The description of the interface (OpenAPI 3.0), which refers to nothing outside itself. The properties of a kind
  /// are parameters of its collections; one path serves those of all scenarios.
  /// - Throws: as the base's answer does.
  package func openAPI() throws -> JSONValue {
    var paths: [String: JSONValue] = [
      "/": get("landing", say("Landing page", "Startpagina"), parameters: formParameters),
      "/openapi.json": get(
        "openapi", say("This description", "Deze beschrijving"), parameters: [],
        content: ["application/vnd.oai.openapi+json;version=3.0": ["schema": ["type": "object"]]]),
      "/conformance": get(
        "conformance", say("What the service conforms to", "Waaraan de dienst voldoet"),
        parameters: formParameters),
      "/collections": get(
        "collections", say("All collections", "Alle collecties"), parameters: formParameters),
    ]
    for kind in try desk.kinds() {
      let title = kind.table.title(in: language)
      let place = "/collections/\(kind.key)"
      paths[place] = get(
        "collection-\(kind.key)", title, parameters: formParameters, mayMiss: true)
      paths[place + "/items"] = get(
        "items-\(kind.key)", title, parameters: try itemParameters(kind), content: featureContent)
      paths[place + "/items/{featureId}"] = get(
        "item-\(kind.key)", title,
        parameters: [parameter("featureId", in: "path", ["type": "string"], required: true)]
          + [crsParameter("crs")] + formParameters,
        content: featureContent, mayMiss: true)
    }
    paths.merge(try TileService(self).openAPIPaths()) { own, _ in own }
    return [
      "openapi": "3.0.3",
      "info": [
        "title": .text(title), "version": .text(kansenkaartVersion),
        "description": landing(.json)["description"] ?? "",
      ],
      "servers": [["url": .text(links.root)]],
      "paths": .object(paths),
      "components": ["schemas": ["problem": problemSchema]],
    ]
  }

  // MARK: Parameters

  var formParameters: [JSONValue] {
    [
      parameter("f", in: "query", ["type": "string", "enum": ["json", "html"]]),
      parameter("lang", in: "query", ["type": "string", "enum": ["nl", "en"]]),
    ]
  }

  private func itemParameters(_ kind: CollectionKind) throws -> [JSONValue] {
    let table = try desk.collection(CollectionName(scenario: "base", kind: kind.key)).table
    let properties = table.columns.map { column in
      parameter(
        column.name, in: "query", column.schema,
        description: column.label.map { language.text($0.meaning) })
    }
    return [
      parameter(
        "limit", in: "query",
        [
          "type": "integer", "minimum": 1, "default": .integer(FeatureQuery.usualLimit),
          "maximum": .integer(FeatureQuery.largestLimit),
        ]),
      parameter("offset", in: "query", ["type": "integer", "minimum": 0, "default": 0]),
      parameter(
        "bbox", in: "query",
        [
          "type": "array", "items": ["type": "number"], "minItems": 4, "maxItems": 6,
        ], isList: true),
      crsParameter("bbox-crs"), crsParameter("crs"),
      parameter("datetime", in: "query", ["type": "string"]),
    ] + properties + formParameters
  }

  private func crsParameter(_ name: String) -> JSONValue {
    parameter(
      name, in: "query",
      [
        "type": "string", "format": "uri",
        "enum": .list(desk.systems.map { .text($0.address) }),
        "default": .text(desk.systems[0].address),
      ])
  }

  func parameter(
    _ name: String, in place: String, _ schema: JSONValue, required: Bool = false,
    description: String? = nil, isList: Bool = false
  ) -> JSONValue {
    var members: [String: JSONValue] = [
      "name": .text(name), "in": .text(place), "required": .boolean(required), "schema": schema,
    ]
    if place == "query" {
      members["style"] = "form"
      members["explode"] = .boolean(!isList)
    }
    if let description { members["description"] = .text(description) }
    return .object(members)
  }

  // MARK: Responses

  func get(
    _ id: String, _ summary: String, parameters: [JSONValue],
    content: JSONValue = [
      "application/json": ["schema": ["type": "object"]],
      "text/html": ["schema": ["type": "string"]],
    ], mayMiss: Bool = false
  ) -> JSONValue {
    var responses: [String: JSONValue] = [
      "200": ["description": .text(summary), "content": content],
      "400": problem(say("A parameter can't be read", "Een parameter is niet te lezen")),
      "500": problem(say("A fault of the service", "Een fout van de dienst")),
    ]
    if mayMiss { responses["404"] = problem(say("There is no such thing", "Dat is er niet")) }
    return [
      "get": [
        "operationId": .text(id), "summary": .text(summary), "parameters": .list(parameters),
        "responses": .object(responses),
      ]
    ]
  }

  private func problem(_ description: String) -> JSONValue {
    [
      "description": .text(description),
      "content": [
        "application/problem+json": ["schema": ["$ref": "#/components/schemas/problem"]]
      ],
    ]
  }

  private var featureContent: JSONValue {
    [
      "application/geo+json": ["schema": ["type": "object"]],
      "text/html": ["schema": ["type": "string"]],
    ]
  }

  private var problemSchema: JSONValue {
    [
      "type": "object", "required": ["title", "status"],
      "properties": [
        "type": ["type": "string"], "title": ["type": "string"], "status": ["type": "integer"],
        "detail": ["type": "string"],
      ],
    ]
  }
}

extension VectorTable.Column {
  /// The schema of its values.
  var schema: JSONValue {
    switch type {
    case .text: ["type": "string"]
    case .integer: ["type": "integer"]
    case .number: ["type": "number"]
    case .boolean: ["type": "boolean"]
    }
  }
}
