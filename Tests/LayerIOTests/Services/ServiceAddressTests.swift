import Testing

@testable import LayerIO

/// Which addresses of web services are taken, and where their links lead.
@Suite struct ServiceAddressTests {
  @Test(arguments: [
    "https://api.gemeente.example/v1", "http://127.0.0.1:8300/v1",
    "https://kaart.gemeente.example/cgi-bin/mapserv?map=beheer",
  ])
  func `an address without a key is taken as it is`(text: String) throws {
    #expect(ServiceAddress.isMeant(by: text))
    #expect(try ServiceAddress(text).text == text)
  }

  @Test(arguments: [
    "https://user:geheim@host/v1", "https://host/v1?api_key=geheim",
    "https://host/wfs?Token=geheim",
    "https://host/wfs?map=x&apiKEY=geheim", "https://geheim@host/v1",
  ])
  func `a key in an address is refused and not repeated`(text: String) {
    #expect {
      try ServiceAddress(text)
    } throws: { error in
      let problem = error as? AddressProblem
      #expect(problem?.remedy.contains("GDAL_HTTP_HEADERS") == true)
      return problem.map { !"\($0)".contains("geheim") } ?? false
    }
  }

  @Test(arguments: [
    "https:///v1", "https://host/a b", "https://host/v1#top", "http:", "https://host/\u{7F}",
  ])
  func `what can't be read is refused`(text: String) {
    #expect(throws: AddressProblem.self) { try ServiceAddress(text) }
  }

  @Test func `names and values are escaped below an address, and its own parameters stay`() throws {
    let address = try ServiceAddress("https://host/wfs?map=a%20b")
    #expect(
      address.below(
        ["collections", "wegen & meer/x"], [("crs", "http://x/y"), ("bbox", "1,2,3,4")])
        == "https://host/wfs/collections/wegen%20%26%20meer%2Fx?map=a%20b&crs=http:%2F%2Fx%2Fy&bbox=1,2,3,4"
    )
    #expect(try ServiceAddress("https://host/v1/").below(["x"]) == "https://host/v1/x")
  }

  @Test(arguments: [
    ("https://host/v1/next?offset=2", "https://host/v1/next?offset=2"),
    ("?offset=2", "https://host/v1/items?offset=2"), ("/b", "https://host/b"),
    ("http://host/v1/next", "https://host/v1/next"),
    ("http://HOST:80/v1/next", "https://HOST/v1/next"),
    ("https://other/v1/next", nil), ("https://host:444/x", nil), ("file:///etc/passwd", nil),
    ("ftp://host/x", nil), ("https://user@host/x", nil),
  ])
  func `a link is followed on the same host alone, over https where that was asked`(
    link: String, followed: String?
  ) throws {
    let address = try ServiceAddress("https://host/v1")
    #expect(address.followed(link, from: "https://host/v1/items?limit=1000") == followed)
  }
}
