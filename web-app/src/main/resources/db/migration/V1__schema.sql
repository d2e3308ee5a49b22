-- The whole shop. Runs on MySQL 8 and on MariaDB 10.6 and newer. Times are UTC; money is in the currency's minor units.

CREATE TABLE picture (
  id          CHAR(32) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  owner_id    BIGINT       NULL,
  width       INT          NOT NULL,
  height      INT          NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  KEY picture_owner (owner_id),
  KEY picture_created (created_at)
);

CREATE TABLE account (
  id                 BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  email              VARCHAR(254) NULL UNIQUE,               -- lower case; null once deleted
  email_confirmed_at DATETIME(3)  NULL,
  password_hash      VARCHAR(255) CHARACTER SET ascii NULL,
  display_name       VARCHAR(50)  NOT NULL,
  picture_id         CHAR(32) CHARACTER SET ascii NULL,
  role               VARCHAR(16) CHARACTER SET ascii NOT NULL, -- shopper, host, administrator
  language           VARCHAR(10) CHARACTER SET ascii NULL,
  totp_secret        VARBINARY(64) NULL,
  totp_enabled_at    DATETIME(3)  NULL,
  totp_last_step     BIGINT       NULL,
  suspended_at       DATETIME(3)  NULL,
  deleted_at         DATETIME(3)  NULL,
  created_at         DATETIME(3)  NOT NULL,
  KEY account_created (created_at),
  FOREIGN KEY (picture_id) REFERENCES picture (id)
);

CREATE TABLE account_recovery_code (
  account_id  BIGINT      NOT NULL,
  code_hash   BINARY(32)  NOT NULL,
  used_at     DATETIME(3) NULL,
  PRIMARY KEY (account_id, code_hash),
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

-- What was mailed to prove an address or to set a new password.
CREATE TABLE account_token (
  token_hash  BINARY(32)   NOT NULL PRIMARY KEY,
  account_id  BIGINT       NOT NULL,
  purpose     VARCHAR(16) CHARACTER SET ascii NOT NULL, -- confirm, reset, change-email
  email       VARCHAR(254) NOT NULL,
  expires_at  DATETIME(3)  NOT NULL,
  used_at     DATETIME(3)  NULL,
  KEY account_token_account (account_id, purpose),
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

-- The one-time link that makes the first administrator.
CREATE TABLE setup_link (
  token_hash  BINARY(32)  NOT NULL PRIMARY KEY,
  expires_at  DATETIME(3) NOT NULL
);

CREATE TABLE session (
  token_hash  BINARY(32)   NOT NULL PRIMARY KEY,
  account_id  BIGINT       NULL,                         -- null for a guest with a cart
  csrf_token  CHAR(43) CHARACTER SET ascii NOT NULL,
  created_at  DATETIME(3)  NOT NULL,
  seen_at     DATETIME(3)  NOT NULL,
  expires_at  DATETIME(3)  NOT NULL,                     -- absolute
  address     VARCHAR(45) CHARACTER SET ascii NOT NULL,
  agent       VARCHAR(200) NOT NULL,
  KEY session_account (account_id),
  KEY session_expires (expires_at),
  KEY session_seen (seen_at),
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE
);

CREATE TABLE shop (
  id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  owner_id         BIGINT       NOT NULL UNIQUE,
  handle           VARCHAR(40) CHARACTER SET ascii NOT NULL UNIQUE, -- in its address
  name             VARCHAR(80)  NOT NULL,
  description      VARCHAR(2000) NOT NULL DEFAULT '',
  category         VARCHAR(32) CHARACTER SET ascii NOT NULL,
  logo_id          CHAR(32) CHARACTER SET ascii NULL,
  status           VARCHAR(16) CHARACTER SET ascii NOT NULL, -- pending, open, refused, suspended, closed
  status_reason    VARCHAR(500) NOT NULL DEFAULT '',
  currency         CHAR(3) CHARACTER SET ascii NOT NULL,
  shipping_price   BIGINT       NOT NULL DEFAULT 0,
  tax_basis_points INT          NOT NULL DEFAULT 0,      -- 1900 is 19 %
  tax_included     BOOLEAN      NOT NULL DEFAULT TRUE,   -- prices contain the tax
  stripe_account   VARCHAR(64) CHARACTER SET ascii NULL,
  stream_id        VARCHAR(64) CHARACTER SET ascii NOT NULL UNIQUE,
  key_generation   INT          NOT NULL DEFAULT 0,
  created_at       DATETIME(3)  NOT NULL,
  decided_at       DATETIME(3)  NULL,
  KEY shop_status (status, created_at),
  FOREIGN KEY (owner_id) REFERENCES account (id),
  FOREIGN KEY (logo_id) REFERENCES picture (id),
  CHECK (shipping_price >= 0),
  CHECK (tax_basis_points BETWEEN 0 AND 10000)
);

CREATE TABLE product (
  id             BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
  shop_id        BIGINT        NOT NULL,
  name           VARCHAR(120)  NOT NULL,
  description    VARCHAR(5000) NOT NULL DEFAULT '',
  option1_name   VARCHAR(40)   NULL,                     -- Size
  option2_name   VARCHAR(40)   NULL,                     -- Colour
  option3_name   VARCHAR(40)   NULL,
  active         BOOLEAN       NOT NULL DEFAULT TRUE,
  shelf_position INT           NOT NULL DEFAULT 0,       -- order on the shop's shelf, smallest first
  version        INT           NOT NULL DEFAULT 0,       -- counts edits: two tabs cannot undo each other
  created_at     DATETIME(3)   NOT NULL,
  updated_at     DATETIME(3)   NOT NULL,
  deleted_at     DATETIME(3)   NULL,                     -- orders still show it
  KEY product_shelf (shop_id, active, shelf_position, id),
  KEY product_newest (active, created_at, id),
  FULLTEXT KEY product_words (name, description),
  FOREIGN KEY (shop_id) REFERENCES shop (id)
);

CREATE TABLE product_picture (
  product_id  BIGINT NOT NULL,
  position    INT    NOT NULL,
  picture_id  CHAR(32) CHARACTER SET ascii NOT NULL,
  alternative VARCHAR(200) NOT NULL DEFAULT '',          -- in words, for those who do not see it
  PRIMARY KEY (product_id, position),
  FOREIGN KEY (product_id) REFERENCES product (id) ON DELETE CASCADE,
  FOREIGN KEY (picture_id) REFERENCES picture (id)
);

CREATE TABLE variant (
  id              BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  product_id      BIGINT      NOT NULL,
  shop_id         BIGINT      NOT NULL,
  sku             VARCHAR(64) NOT NULL,
  option1         VARCHAR(40) NULL,
  option2         VARCHAR(40) NULL,
  option3         VARCHAR(40) NULL,
  price           BIGINT      NOT NULL,
  compare_at      BIGINT      NULL,                      -- the crossed-out price
  stock           INT         NOT NULL,                  -- may still be sold: holds and sales are taken off
  limit_per_order INT         NULL,
  active          BOOLEAN     NOT NULL DEFAULT TRUE,
  position        INT         NOT NULL DEFAULT 0,
  deleted_at      DATETIME(3) NULL,
  UNIQUE KEY variant_sku (shop_id, sku),
  KEY variant_product (product_id, position),
  FOREIGN KEY (product_id) REFERENCES product (id),
  FOREIGN KEY (shop_id) REFERENCES shop (id),
  CHECK (price >= 0),
  CHECK (stock >= 0),
  CHECK (limit_per_order > 0)
);

CREATE TABLE flash_price (
  id           BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  variant_id   BIGINT      NOT NULL,
  price        BIGINT      NOT NULL,
  starts_at    DATETIME(3) NOT NULL,
  ends_at      DATETIME(3) NOT NULL,
  quantity     INT         NULL,                         -- null: as many as are in stock
  remaining    INT         NULL,                         -- of quantity, holds and sales taken off
  cancelled_at DATETIME(3) NULL,
  created_at   DATETIME(3) NOT NULL,
  KEY flash_price_variant (variant_id, ends_at),
  FOREIGN KEY (variant_id) REFERENCES variant (id),
  CHECK (price >= 0),
  CHECK (ends_at > starts_at),
  CHECK (remaining >= 0)
);

CREATE TABLE cart (
  id           BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
  account_id   BIGINT      NULL UNIQUE,
  session_hash BINARY(32)  NULL UNIQUE,                  -- of a guest
  updated_at   DATETIME(3) NOT NULL,
  FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE,
  FOREIGN KEY (session_hash) REFERENCES session (token_hash) ON DELETE CASCADE
);

CREATE TABLE cart_line (
  cart_id    BIGINT      NOT NULL,
  variant_id BIGINT      NOT NULL,
  quantity   INT         NOT NULL,
  price_seen BIGINT      NOT NULL,                       -- the price that was shown: a change is said, not charged
  added_at   DATETIME(3) NOT NULL,
  PRIMARY KEY (cart_id, variant_id),
  FOREIGN KEY (cart_id) REFERENCES cart (id) ON DELETE CASCADE,
  FOREIGN KEY (variant_id) REFERENCES variant (id),
  CHECK (quantity > 0)
);

CREATE TABLE shop_order (
  id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  code             CHAR(12) CHARACTER SET ascii NOT NULL UNIQUE, -- what people see, random
  checkout_token   VARCHAR(43) CHARACTER SET ascii NULL UNIQUE, -- of the form it came from: sent twice, it is one order
  shop_id          BIGINT       NOT NULL,
  account_id       BIGINT       NOT NULL,
  status           VARCHAR(16) CHARACTER SET ascii NOT NULL, -- pending, paid, expired, cancelled
  holds_stock      BOOLEAN      NOT NULL,                -- its pieces are off the stock
  hold_until       DATETIME(3)  NOT NULL,
  currency         CHAR(3) CHARACTER SET ascii NOT NULL,
  subtotal         BIGINT       NOT NULL,
  shipping         BIGINT       NOT NULL,
  tax              BIGINT       NOT NULL,
  tax_basis_points INT          NOT NULL,
  tax_included     BOOLEAN      NOT NULL,
  total            BIGINT       NOT NULL,
  refunded         BIGINT       NOT NULL DEFAULT 0,      -- succeeded refunds
  email            VARCHAR(254) NOT NULL,
  recipient        VARCHAR(100) NOT NULL,
  street           VARCHAR(200) NOT NULL,
  street_more      VARCHAR(200) NOT NULL DEFAULT '',
  postal_code      VARCHAR(20)  NOT NULL,
  city             VARCHAR(100) NOT NULL,
  region           VARCHAR(100) NOT NULL DEFAULT '',
  country          CHAR(2) CHARACTER SET ascii NOT NULL,
  language         VARCHAR(10) CHARACTER SET ascii NOT NULL,
  stripe_account   VARCHAR(64) CHARACTER SET ascii NULL, -- of the shop when it was ordered: is paid and pays back
  application_fee  BIGINT       NOT NULL DEFAULT 0,      -- what the operator keeps of it
  payment_intent   VARCHAR(128) CHARACTER SET ascii NULL,
  flag             VARCHAR(32) CHARACTER SET ascii NULL, -- amount-differs, paid-late, …: somebody must look
  flag_detail      VARCHAR(500) NULL,
  tracking_carrier VARCHAR(60)  NULL,
  tracking_number  VARCHAR(100) NULL,
  created_at       DATETIME(3)  NOT NULL,
  paid_at          DATETIME(3)  NULL,
  shipped_at       DATETIME(3)  NULL,
  ended_at         DATETIME(3)  NULL,                    -- expired or cancelled
  KEY shop_order_account (account_id, created_at),
  KEY shop_order_shop (shop_id, status, created_at),
  KEY shop_order_paid (shop_id, paid_at),
  KEY shop_order_hold (status, hold_until),
  KEY shop_order_intent (payment_intent),
  FOREIGN KEY (shop_id) REFERENCES shop (id),
  FOREIGN KEY (account_id) REFERENCES account (id),
  CHECK (refunded BETWEEN 0 AND total)
);

CREATE TABLE order_line (
  id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id       BIGINT       NOT NULL,
  variant_id     BIGINT       NOT NULL,
  flash_price_id BIGINT       NULL,
  name           VARCHAR(120) NOT NULL,
  variant_name   VARCHAR(130) NOT NULL DEFAULT '',
  sku            VARCHAR(64)  NOT NULL,
  picture_id     CHAR(32) CHARACTER SET ascii NULL,
  unit_price     BIGINT       NOT NULL,
  quantity       INT          NOT NULL,
  restocked      INT          NOT NULL DEFAULT 0,        -- pieces put back by refunds
  KEY order_line_order (order_id),
  KEY order_line_variant (variant_id),
  KEY order_line_picture (picture_id),
  FOREIGN KEY (order_id) REFERENCES shop_order (id),
  FOREIGN KEY (variant_id) REFERENCES variant (id),
  FOREIGN KEY (flash_price_id) REFERENCES flash_price (id),
  CHECK (quantity > 0),
  CHECK (restocked BETWEEN 0 AND quantity)
);

-- One try to have an order paid: one Checkout Session of Stripe.
CREATE TABLE payment_attempt (
  id              BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id        BIGINT       NOT NULL,
  attempt         INT          NOT NULL,
  idempotency_key VARCHAR(64) CHARACTER SET ascii NOT NULL UNIQUE, -- stored before the call
  state           VARCHAR(16) CHARACTER SET ascii NOT NULL, -- created, open, unknown, failed, complete, expired
  session_id      VARCHAR(128) CHARACTER SET ascii NULL UNIQUE,
  url             VARCHAR(2048) NULL,
  error           VARCHAR(500) NULL,
  created_at      DATETIME(3)  NOT NULL,
  updated_at      DATETIME(3)  NOT NULL,
  UNIQUE KEY payment_attempt_order (order_id, attempt),
  KEY payment_attempt_state (state, updated_at),
  FOREIGN KEY (order_id) REFERENCES shop_order (id)
);

-- Every event of Stripe that was taken in, in the transaction of its effect.
CREATE TABLE payment_event (
  id          VARCHAR(128) CHARACTER SET ascii NOT NULL PRIMARY KEY,
  type        VARCHAR(64) CHARACTER SET ascii NOT NULL,
  order_id    BIGINT       NULL,
  outcome     VARCHAR(32) CHARACTER SET ascii NOT NULL,
  happened_at DATETIME(3)  NOT NULL,
  received_at DATETIME(3)  NOT NULL,
  KEY payment_event_received (received_at),
  FOREIGN KEY (order_id) REFERENCES shop_order (id)
);

CREATE TABLE refund (
  id               BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id         BIGINT       NOT NULL,
  amount           BIGINT       NOT NULL,
  reason           VARCHAR(32) CHARACTER SET ascii NOT NULL, -- requested, paid-late, paid-twice, amount-differs
  note             VARCHAR(500) NOT NULL DEFAULT '',
  payment_intent   VARCHAR(128) CHARACTER SET ascii NOT NULL,
  idempotency_key  VARCHAR(64) CHARACTER SET ascii NOT NULL UNIQUE,
  state            VARCHAR(16) CHARACTER SET ascii NOT NULL, -- created, unknown, pending, succeeded, failed
  stripe_refund_id VARCHAR(128) CHARACTER SET ascii NULL UNIQUE,
  error            VARCHAR(500) NULL,
  requested_by     BIGINT       NULL,
  created_at       DATETIME(3)  NOT NULL,
  updated_at       DATETIME(3)  NOT NULL,
  KEY refund_order (order_id),
  KEY refund_state (state, updated_at),
  FOREIGN KEY (order_id) REFERENCES shop_order (id),
  FOREIGN KEY (requested_by) REFERENCES account (id) ON DELETE SET NULL,
  CHECK (amount > 0)
);

-- What happened to an order, for its two parties.
CREATE TABLE order_event (
  id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT       NOT NULL,
  at       DATETIME(3)  NOT NULL,
  kind     VARCHAR(32) CHARACTER SET ascii NOT NULL,
  detail   VARCHAR(500) NOT NULL DEFAULT '',
  KEY order_event_order (order_id, id),
  FOREIGN KEY (order_id) REFERENCES shop_order (id)
);

-- Mail on its way: written in the transaction that causes it, sent afterwards.
CREATE TABLE mail (
  id              BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  unique_key      VARCHAR(100) CHARACTER SET ascii NULL UNIQUE, -- receipt-ABC: one mail, however often it is asked for
  recipient       VARCHAR(254) NOT NULL,
  subject         VARCHAR(200) NOT NULL,
  text            MEDIUMTEXT   NOT NULL,
  html            MEDIUMTEXT   NOT NULL,
  state           VARCHAR(16) CHARACTER SET ascii NOT NULL, -- waiting, sent, failed
  attempts        INT          NOT NULL DEFAULT 0,
  next_attempt_at DATETIME(3)  NOT NULL,
  error           VARCHAR(500) NULL,
  created_at      DATETIME(3)  NOT NULL,
  sent_at         DATETIME(3)  NULL,
  KEY mail_next (state, next_attempt_at)
);

CREATE TABLE api_key (
  id           BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  shop_id      BIGINT       NOT NULL,
  name         VARCHAR(60)  NOT NULL,
  prefix       CHAR(8) CHARACTER SET ascii NOT NULL,     -- shown, to tell keys apart
  token_hash   BINARY(32)   NOT NULL UNIQUE,
  scopes       VARCHAR(200) CHARACTER SET ascii NOT NULL, -- separated by spaces
  created_at   DATETIME(3)  NOT NULL,
  last_used_at DATETIME(3)  NULL,
  revoked_at   DATETIME(3)  NULL,
  KEY api_key_shop (shop_id),
  FOREIGN KEY (shop_id) REFERENCES shop (id)
);

-- Who did what that matters later: sign-ins, roles, approvals, refunds, keys.
CREATE TABLE audit_entry (
  id       BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
  at       DATETIME(3)  NOT NULL,
  actor_id BIGINT       NULL,
  action   VARCHAR(40) CHARACTER SET ascii NOT NULL,
  subject  VARCHAR(100) NOT NULL,
  detail   VARCHAR(500) NOT NULL DEFAULT '',
  address  VARCHAR(45) CHARACTER SET ascii NOT NULL DEFAULT '',
  KEY audit_entry_at (at),
  KEY audit_entry_actor (actor_id, at)
);
