package cairn.identity.ldap;

import cairn.common.CloudException;
import cairn.common.CloudException.Kind;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DereferencePolicy;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPURL;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.File;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;

/**
 * Asks one domain's LDAP server (RFC 4511). A connection is made for each question and closed after
 * it; so many questions at once wait for a server at most, each for seconds, and a dead server
 * holds up its own domain only. Safe for many threads.
 */
final class LdapServer {
  private static final int CONNECT_MILLIS_MAX = 5_000;
  private static final int ANSWER_MILLIS_MAX = 10_000;
  private static final int QUESTIONS_MAX = 10;
  private static final int ENTRIES_MAX = 100_000;
  private static final int PAGE = 500;

  private final LdapSettings settings;
  private final Semaphore questions = new Semaphore(QUESTIONS_MAX, true);

  LdapServer(LdapSettings settings) {
    this.settings = settings;
  }

  private interface Question<T> {
    T ask(LDAPConnection connection) throws LDAPException;
  }

  /** The entries below a base that fit, no more than a hundred thousand. */
  List<Entry> search(String base, Filter filter) {
    return ask(connection -> {
      readAs(connection);
      return search(connection, base, scope(), filter);
    });
  }

  /** The one entry of that name; none when there is none. */
  List<Entry> entry(String dn) {
    return ask(connection -> {
      readAs(connection);
      try {
        return search(connection, dn, SearchScope.BASE, Filter.createPresenceFilter("objectClass"));
      } catch (LDAPException e) {
        if (e.getResultCode().equals(ResultCode.NO_SUCH_OBJECT)) {
          return List.of();
        }
        throw e;
      }
    });
  }

  /** Whether the server lets somebody in with that password. */
  boolean accepts(String dn, String password) {
    if (password.isEmpty()) {
      return false; // RFC 4513, 5.1.2: this would be a bind without authentication, which succeeds
    }
    return ask(connection -> {
      try {
        return connection.bind(dn, password).getResultCode().equals(ResultCode.SUCCESS);
      } catch (LDAPException e) {
        if (e.getResultCode().isConnectionUsable()) {
          return false;
        }
        throw e;
      }
    });
  }

  private <T> T ask(Question<T> question) {
    try {
      if (!questions.tryAcquire(CONNECT_MILLIS_MAX, TimeUnit.MILLISECONDS)) {
        throw unavailable("too many questions wait for it", null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("interrupted", e);
    }
    try (var connection = connect()) {
      return question.ask(connection);
    } catch (LDAPException e) {
      throw unavailable(String.valueOf(e.getMessage()), e);
    } catch (GeneralSecurityException e) {
      throw unavailable("its TLS settings are wrong", e);
    } finally {
      questions.release();
    }
  }

  private CloudException unavailable(
      String detail, @org.jspecify.annotations.Nullable Exception e) {
    return new CloudException(
        Kind.UNAVAILABLE,
        "The LDAP server of the domain does not answer as it should.",
        "%s: %s".formatted(settings.text("url", ""), detail),
        e);
  }

  /** The first of the addresses that answers. */
  private LDAPConnection connect() throws LDAPException, GeneralSecurityException {
    LDAPException last = new LDAPException(ResultCode.PARAM_ERROR, "no url is set");
    for (var url : settings.text("url", "").split("[,\\s]+")) {
      try {
        return connect(new LDAPURL(url));
      } catch (LDAPException e) {
        last = e;
      }
    }
    throw last;
  }

  private LDAPConnection connect(LDAPURL url) throws LDAPException, GeneralSecurityException {
    var options = new LDAPConnectionOptions();
    options.setConnectTimeoutMillis(CONNECT_MILLIS_MAX);
    options.setResponseTimeoutMillis(ANSWER_MILLIS_MAX);
    options.setFollowReferrals(settings.truth("chase_referrals"));
    if (trusting()) {
      options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(true));
    }
    if (url.getScheme().equals("ldaps")) {
      return new LDAPConnection(
          tls().createSSLSocketFactory(), options, url.getHost(), url.getPort());
    }
    var connection = new LDAPConnection(options, url.getHost(), url.getPort());
    if (settings.truth("use_tls")) {
      try {
        var answer =
            connection.processExtendedOperation(
                new StartTLSExtendedRequest(tls().createSSLContext()));
        if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
          throw new LDAPException(answer);
        }
      } catch (LDAPException | GeneralSecurityException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  private boolean trusting() {
    return settings.text("tls_req_cert", "demand").equals("demand");
  }

  private SSLUtil tls() throws GeneralSecurityException {
    return new SSLUtil(trust());
  }

  private X509TrustManager trust() throws GeneralSecurityException {
    if (!trusting()) {
      return new TrustAllTrustManager();
    }
    var file = settings.text("tls_cacertfile");
    if (file.isEmpty()) {
      return JVMDefaultTrustManager.getInstance();
    }
    return new PEMFileTrustManager(new File(file.get()));
  }

  private void readAs(LDAPConnection connection) throws LDAPException {
    var user = settings.text("user");
    if (user.isPresent()) {
      connection.bind(user.get(), settings.text("password", ""));
    }
  }

  private SearchScope scope() {
    return settings.text("query_scope", "one").toLowerCase(Locale.ROOT).startsWith("sub")
        ? SearchScope.SUB
        : SearchScope.ONE;
  }

  private List<Entry> search(
      LDAPConnection connection, String base, SearchScope scope, Filter filter)
      throws LDAPException {
    var found = new ArrayList<Entry>();
    var size = Math.clamp(settings.number("page_size", 0), 0, ENTRIES_MAX);
    ASN1OctetString cookie = new ASN1OctetString();
    do {
      var request = new SearchRequest(base, scope, filter);
      request.setDerefPolicy(dereference());
      request.setTimeLimitSeconds(ANSWER_MILLIS_MAX / 1000);
      request.setSizeLimit(0);
      // Not critical: a server that does not know pages gives all at once, up to its own limit.
      request.setControls(
          new Control[] {new SimplePagedResultsControl(size == 0 ? PAGE : size, cookie, false)});
      var answer = connection.search(request);
      found.addAll(answer.getSearchEntries());
      var page = SimplePagedResultsControl.get(answer);
      if (page == null || !page.moreResultsToReturn()) {
        return found;
      }
      cookie = page.getCookie();
    } while (found.size() < ENTRIES_MAX);
    throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED, "more than %d".formatted(ENTRIES_MAX));
  }

  private DereferencePolicy dereference() {
    return switch (settings.text("alias_dereferencing", "default")) {
      case "always" -> DereferencePolicy.ALWAYS;
      case "searching" -> DereferencePolicy.SEARCHING;
      case "finding" -> DereferencePolicy.FINDING;
      default -> DereferencePolicy.NEVER;
    };
  }
}
