"""Stories of the procedures that are played only now and then, and of those that open others."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.sample.tale import FILING, Answers, Story

LEAVE, EXPERT = "nghi-phep-nam", "bo-nhiem-giam-dinh-vien"
RECORD, HOUSEHOLD = "cap-phieu-ly-lich-tu-phap", "dang-ky-ho-kinh-doanh"
MARRIAGE, LAND = "dang-ky-ket-hon", "dang-ky-dat-dai-lan-dau"
AFTER_BIRTH, AFTER_DEATH = "lien-thong-khai-sinh", "lien-thong-khai-tu"
# Opened by the group after a birth, and after a death.
RESIDENCE, CARD, DEATH = "dang-ky-thuong-tru", "cap-the-bhyt-tre-em", "dang-ky-khai-tu"
FURTHER = (
    *(LEAVE, EXPERT, RECORD, HOUSEHOLD, MARRIAGE, LAND),
    *(AFTER_BIRTH, AFTER_DEATH, RESIDENCE, CARD, DEATH),
)
JUSTICE, POLICE = "H99.5", "H99.13"
COMPLETE = {"ket_qua_kiem_tra": "du"}
SIGNED = {"ket_qua_ky": "ky"}
FURTHER_USUAL: Mapping[str, Mapping[str, Answers]] = MappingProxyType(
    {
        LEAVE: {
            "y_kien_phu_trach": {"y_kien_nghi": "dong_y"},
            "ky_duyet": {"quyet_dinh_nghi": "cho_nghi"},
        },
        EXPERT: {
            "kiem_tra": COMPLETE,
            "tham_dinh": {"de_xuat": "bo_nhiem"},
            "xem_xet": {"ket_qua_xem_xet": "trinh"},
            "ky_quyet_dinh": SIGNED,
        },
        RECORD: {
            FILING: {"loai_phieu": "so_1", "nguoi_yeu_cau": "chinh_minh", "dien_phi": "mien"},
            "kiem_tra": COMPLETE,
            "lap_phieu": {"an_tich": "khong"},
            "ky_phieu": SIGNED,
        },
        HOUSEHOLD: {
            FILING: {"nguoi_nop": "chu_ho", "chu_the": "ca_nhan"},
            "kiem_tra": COMPLETE,
            "tham_dinh": {"ket_qua_tham_dinh": "hop_le"},
            "ky_giay": SIGNED,
        },
        MARRIAGE: {
            "kiem_tra": COMPLETE,
            "kiem_tra_dieu_kien": {"ket_qua_dieu_kien": "du"},
            "xac_nhan": {"y_kien_du_thao": "dung"},
            "ky_giay": SIGNED,
            "hai_ben_ky": {"ket_qua_ky_so": "ca_hai"},
        },
        LAND: {
            FILING: {"vung_kho_khan": "khong", "nhu_cau": "cap_giay", "dang_giay_to": "ban_sao"},
            "kiem_tra": COMPLETE,
            "trich_luc": {"co_ban_do": "co"},
            "ket_luan": {"ket_qua_ket_luan": "cap_giay"},
            "tinh_thue": {"nghia_vu": "phai_nop"},
            "ky_giay": SIGNED,
        },
        RESIDENCE: {"xu_ly": {"ket_qua_giai_quyet": "dong_y"}},
        AFTER_BIRTH: {FILING: {"cha_me_ket_hon": "co"}},
        AFTER_DEATH: {
            FILING: {"nguoi_xac_nhan": ["Con"], "chon_tro_cap": []},
            "kiem_tra": COMPLETE,
        },
    }
)
ONLINE = ("online",)
FURTHER_STORIES = (
    Story(name="annual leave", procedure=LEAVE, weight=2, channels=ONLINE),
    Story(name="expert examiner", procedure=EXPERT, weight=1, channels=ONLINE, office=JUSTICE),
    Story(
        name="criminal record",
        procedure=RECORD,
        weight=2,
        channels=ONLINE,
        office=POLICE,
        within_days=12,
    ),
    Story(name="business household", procedure=HOUSEHOLD, weight=3, channels=ONLINE),
    Story(name="marriage", procedure=MARRIAGE, weight=3),
    Story(name="land, tax due", procedure=LAND, weight=1, within_days=40),
    Story(
        name="one filing after a birth",
        procedure=AFTER_BIRTH,
        weight=1,
        channels=ONLINE,
        within_days=2,
    ),
    Story(
        name="one filing after a death",
        procedure=AFTER_DEATH,
        weight=1,
        channels=ONLINE,
        within_days=5,
    ),
)
