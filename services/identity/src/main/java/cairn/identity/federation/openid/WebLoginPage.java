package cairn.identity.federation.openid;

import cairn.http.Response;
import cairn.identity.token.Tokens;

/** The page by which a browser takes a token to the dashboard that sent it. Pure. */
final class WebLoginPage {
  private WebLoginPage() {}

  static Response of(String origin, Tokens.Issued issued, String nonce) {
    // One form that sends itself; the dashboard reads the token.
    var page =
        """
        <!DOCTYPE html>
        <html>
          <head><title>Signing in</title></head>
          <body>
            <form id="sso" name="sso" action="%s" method="post">
              Please wait...
              <input type="hidden" name="token" id="token" value="%s">
              <noscript><input type="submit" name="submit" value="Go on"></noscript>
            </form>
            <script nonce="%s">document.getElementById("sso").submit();</script>
          </body>
        </html>
        """
            .formatted(escaped(origin), escaped(issued.text()), nonce);
    return Response.text(200, "text/html; charset=utf-8", page)
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'nonce-%s'; frame-ancestors 'none'".formatted(nonce));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
