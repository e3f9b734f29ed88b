"""In which encoding DOT text is found to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sources.graphs.dot_encoding import decoded, encoding_of
from tests.cost import grows_in_step


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("cp1252", "Straße"),
        ("cp1252", "München; Orléans; coût; “quoted”; l’élève"),
        ("cp1250", "Łódź; Kraków; Gdańsk"),
        ("cp1250", "Příliš žluťoučký kůň"),
        ("cp1251", "Москва; база данных"),
        ("cp1253", "Αθήνα; διακομιστής"),
        ("koi8-r", "Пользователь; Заказ"),
        ("cp850", "Größe; Übertragung"),
        ("cp866", "Заказ; Оплата"),
        ("cp1250", "Felhasználó; felhő; gyűjtemény"),
        ("cp1254", "Müşteri; Sipariş; bağlantı"),
        ("cp1257", "Klientų užklausa; duomenų bazė"),
        ("cp1257", "Lietotāju datubāze; pieprasījums; mākonis"),
        ("cp1255", "משתמש; שרת; מסד נתונים"),
        ("cp1256", "المستخدم; قاعدة البيانات; خادم"),
        ("gb18030", "用户; 数据库; 服务器"),
        ("cp950", "使用者; 資料庫; 伺服器"),
        ("cp932", "ユーザー; データベース; サーバー"),
        ("euc_jp", "注文を受け付ける"),
        ("cp949", "사용자; 데이터베이스; 서버"),
    ],
)
def test_a_code_page_is_told_by_its_words(page: str, words: str) -> None:
    raw = f'digraph {{ a [label="{words}"] }}'.encode(page)
    text, found = decoded(raw)
    assert (found.codec, words in text) == (page, True)
    assert "If letters are wrong, save the file as UTF-8." in found.doubt


@pytest.mark.parametrize(
    ("raw", "codec", "doubt"),
    [
        (b'graph { charset="latin1"; "\xfc" }', "cp1252", ""),
        (b'graph { charset="ISO_8859-1"; a\x81 }', "latin-1", ""),
        (b"# -*- coding: koi8-r -*-\ngraph { \xd7 }", "koi8-r", ""),
        (b"graph { charset=big5; \xa5\xce }", "big5", ""),
        ("graph { charset=latin1; ü }".encode(), "utf-8", "says that it is in latin1"),
        (b'graph { charset="utf-8"; \xfc }', "cp1252", "says that it is in utf-8, which it is not"),
        (b"graph { charset=zlib; \xfc }", "cp1252", "says that it is in zlib, which it is not"),
        (b"\xef\xbb\xbfgraph { \xfc }", "utf-8", "1 character cannot be read"),
        (b"\xff\xfe\0\0" + "graph {}".encode("utf-32-le"), "utf-32-le", ""),
        (b"graph {}", "utf-8", ""),
        (b"", "utf-8", ""),
    ],
)
def test_what_the_file_says_counts_where_it_is_so(raw: bytes, codec: str, doubt: str) -> None:
    _, found = decoded(raw)
    assert found.codec == codec
    assert doubt in found.doubt
    assert bool(doubt) == bool(found.doubt)


@given(st.binary(max_size=60))
def test_any_bytes_are_read(raw: bytes) -> None:
    decoded(raw)
    decoded(b"graph { charset=" + raw)


@pytest.mark.parametrize("piece", [b"\xfc", b"a\xfc ", b"charset=\xfc", b'"\xfc'])
def test_the_cost_grows_in_step(piece: bytes) -> None:
    grows_in_step(lambda times: encoding_of(piece * times))
