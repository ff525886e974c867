package org.edubalance.sample;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The townships of Nyingchi with the approximate place of their seats, set by hand to about a tenth of a degree,,
 * the number of primary schools that the sample puts there and their usual number of pupils.
 */
final class Townships {

    /** A township; the first of each county is the county seat. */
    record Township(
            String county, String name, String nameZh, double lon, double lat, int primarySchools, int pupils) {}

    private static final String TABLE =
            """
            Bayi, Bayi Town, 八一镇, 94.36, 29.65, 7, 480
            Bayi, Nyingchi Town, 林芝镇, 94.48, 29.57, 2, 280
            Bayi, Baiba Town, 百巴镇, 93.95, 29.82, 1, 280
            Bayi, Lulang Town, 鲁朗镇, 94.74, 29.77, 1, 280
            Bayi, Gengzhang Monpa Township, 更章门巴民族乡, 94.16, 29.75, 1, 190
            Bayi, Bujiu Township, 布久乡, 94.43, 29.50, 2, 190
            Bayi, Mirui Township, 米瑞乡, 94.59, 29.48, 1, 190
            Gongbo'gyamda, Gongbo'gyamda Town, 工布江达镇, 93.25, 29.89, 1, 430
            Gongbo'gyamda, Jinda Town, 金达镇, 92.93, 29.97, 1, 280
            Gongbo'gyamda, Bahe Town, 巴河镇, 93.66, 29.86, 1, 280
            Gongbo'gyamda, Zhula Township, 朱拉乡, 93.36, 30.08, 1, 190
            Gongbo'gyamda, Cuogao Township, 错高乡, 93.94, 30.04, 1, 110
            Gongbo'gyamda, Zhongsa Township, 仲萨乡, 93.08, 29.70, 1, 90
            Gongbo'gyamda, Jiangda Township, 江达乡, 93.05, 29.93, 1, 190
            Gongbo'gyamda, Niangpu Township, 娘蒲乡, 92.90, 30.24, 1, 190
            Gongbo'gyamda, Jiaxing Township, 加兴乡, 92.58, 30.03, 1, 190
            Mainling, Mainling Town, 米林镇, 94.21, 29.22, 1, 400
            Mainling, Pai Town, 派镇, 94.86, 29.50, 1, 280
            Mainling, Wolong Town, 卧龙镇, 93.74, 29.13, 1, 280
            Mainling, Lilong Township, 里龙乡, 93.90, 29.12, 1, 190
            Mainling, Zhaxiraodeng Township, 扎西绕登乡, 94.04, 29.18, 1, 190
            Mainling, Nanyi Lhoba Township, 南伊珞巴民族乡, 94.18, 29.13, 1, 80
            Mainling, Qiangna Township, 羌纳乡, 94.45, 29.34, 1, 190
            Mainling, Danniang Township, 丹娘乡, 94.67, 29.42, 1, 190
            Medog, Medog Town, 墨脱镇, 95.33, 29.33, 1, 360
            Medog, Beibeng Township, 背崩乡, 95.17, 29.24, 1, 190
            Medog, Dexing Township, 德兴乡, 95.25, 29.31, 1, 190
            Medog, Damu Lhoba Township, 达木珞巴民族乡, 95.46, 29.50, 1, 90
            Medog, Bangxin Township, 帮辛乡, 95.35, 29.62, 1, 90
            Medog, Jiaresa Township, 加热萨乡, 95.24, 29.72, 1, 45
            Medog, Gedang Township, 格当乡, 95.70, 29.45, 1, 190
            Bomi, Zhamog Town, 扎木镇, 95.77, 29.86, 1, 450
            Bomi, Songzong Town, 松宗镇, 96.10, 29.75, 1, 280
            Bomi, Qingduo Town, 倾多镇, 95.58, 30.05, 1, 280
            Bomi, Guxiang Township, 古乡, 95.46, 29.93, 1, 190
            Bomi, Yupu Township, 玉普乡, 96.38, 29.65, 1, 190
            Bomi, Duoji Township, 多吉乡, 95.66, 30.14, 1, 190
            Bomi, Yuxu Township, 玉许乡, 95.50, 30.20, 1, 120
            Bomi, Kangyu Township, 康玉乡, 95.28, 30.34, 1, 90
            Bomi, Yigong Township, 易贡乡, 94.83, 30.25, 1, 190
            Bomi, Bagai Township, 八盖乡, 94.62, 30.42, 1, 45
            Zayu, Zhowagoin Town, 竹瓦根镇, 97.47, 28.66, 1, 320
            Zayu, Xiachayu Town, 下察隅镇, 97.02, 28.49, 1, 280
            Zayu, Shangchayu Town, 上察隅镇, 96.78, 28.70, 1, 280
            Zayu, Guyu Township, 古玉乡, 97.16, 29.18, 1, 190
            Zayu, Gula Township, 古拉乡, 97.82, 29.02, 1, 150
            Zayu, Chawalong Township, 察瓦龙乡, 98.42, 28.62, 1, 190
            Nang, Nang Town, 朗镇, 93.07, 29.05, 1, 340
            Nang, Zhongda Town, 仲达镇, 92.86, 29.07, 1, 280
            Nang, Dongga Town, 洞嘎镇, 93.29, 29.06, 1, 280
            Nang, Laduo Township, 拉多乡, 92.70, 29.15, 1, 100
            Nang, Dengmu Township, 登木乡, 93.20, 28.90, 1, 190
            Nang, Jindong Township, 金东乡, 92.95, 28.86, 1, 190
            """;

    private Townships() {}

    static List<Township> all() {
        return TABLE.lines().map(Townships::parse).toList();
    }

    /** The county seats. */
    static List<Township> seats() {
        Set<String> seen = new HashSet<>();
        return all().stream().filter(township -> seen.add(township.county())).toList();
    }

    private static Township parse(String line) {
        String[] cells = line.split(", ");
        return new Township(
                cells[0],
                cells[1],
                cells[2],
                Double.parseDouble(cells[3]),
                Double.parseDouble(cells[4]),
                Integer.parseInt(cells[5]),
                Integer.parseInt(cells[6]));
    }
}
